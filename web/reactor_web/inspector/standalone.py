"""The graph as one page that needs no server and no network: all files of the inspector's page written into it.

Modules cannot be written into a page one by one, as they import each other by file name. Here each is a ``data:``
address under a name of its own in the page's import map, and imports the others by those names.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

from reactor_web.inspector import assets

_IMPORT = re.compile(r'(\bfrom\s+|\bimport\s+)"\./')


def standalone(data: Mapping[str, Any]) -> str:
    """The page for a program as `reactor_web.inspector.program.program_data` gives it."""
    modules = {f"inspector/{path.name}": _address(path.read_text("utf-8")) for path in assets.FOLDER.glob("*.js")}
    libraries = (path.read_text("utf-8") for library in assets.LIBRARIES.values() if (path := library.path()))
    inline = assets.Inline(
        style=(assets.FOLDER / "style.css").read_text("utf-8"),
        imports=_json({"imports": dict(sorted(modules.items()))}),
        program=_json(data),
        libraries=tuple(_script(library) for library in libraries),
    )
    return assets.page(data["script"], inline)


def _address(source: str) -> str:
    named = _IMPORT.sub(r'\1"inspector/', source)
    return f"data:text/javascript;base64,{base64.b64encode(named.encode()).decode()}"


def _json(data: object) -> str:
    """JSON that cannot end the element it stands in; a source may well have a tag in it."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _script(source: str) -> str:
    """A library that cannot end its element either: within a script a tag can only stand in a string."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")
