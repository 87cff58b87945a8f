"""List the public names of the installed libraries: ``python -m reactor.effects.signatures.surface [library ...]``.

A signature file gives defaults ("every other method of a figure changes the figure"). They hold for the names that were
there when somebody checked them, so those names are written down, in ``surface/<library>.toml``.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import textwrap
import tomllib
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = Path(__file__).parent / "surface"

_BINARY = "add and divmod floordiv lshift matmul mod mul or pow rshift sub truediv xor"
_OTHER = """
abs bool contains copy deepcopy delitem enter eq exit float ge getitem gt int invert iter le len lt ne neg next pos
round setitem"""
OPERATORS = frozenset(
    f"__{prefix}{name}__"
    for names, prefixes in ((_BINARY, ("", "r", "i")), (_OTHER, ("",)))
    for name in names.split()
    for prefix in prefixes
)


def surface(library: str) -> dict[str, dict[str, list[str]]]:
    """The public names of a library: functions by prefix, methods and attributes by type."""
    described = tomllib.loads((FOLDER.parent / f"{library}.toml").read_text("utf-8"))["surface"]
    found: dict[str, dict[str, list[str]]] = {"functions": {}, "methods": {}, "attributes": {}}
    for name in described["modules"].split():
        module = importlib.import_module(name)
        found["functions"][f"{name}."] = [
            item for item in dir(module) if not item.startswith("_") and _callable(module, item)
        ]
    for name in described.get("types", "").split():
        type_ = _locate(name)
        names = [item for item in dir(type_) if not item.startswith("_") or item in OPERATORS]
        methods = [item for item in names if _is_method(type_, item)]
        found["methods"][type_.__name__] = methods
        found["attributes"][type_.__name__] = [item for item in names if item not in methods and item not in OPERATORS]
    return found


def _locate(qualified: str) -> type:
    module, _, name = qualified.rpartition(".")
    found: type = getattr(importlib.import_module(module), name)
    return found


def _callable(module: ModuleType, name: str) -> bool:
    value = getattr(module, name, None)
    return callable(value) and not inspect.ismodule(value)


def _is_method(type_: type, name: str) -> bool:
    static: Any = inspect.getattr_static(type_, name)
    if inspect.getattr_static(object, name, None) is static:
        return False
    if isinstance(static, (staticmethod, classmethod)):
        return True
    return callable(static) and not isinstance(static, type)


def write(library: str) -> None:
    """Write the surface file of one library."""
    lines = [f"# {library} {_version(library)}. Made by reactor.effects.signatures.surface; not edited by hand."]
    for section, by_owner in surface(library).items():
        if any(by_owner.values()):
            lines += ["", f"[{section}]"]
        for owner, names in by_owner.items():
            if names:
                wrapped = _wrapped(sorted(set(names)))
                lines.append(f"'{owner}' = '''\n{wrapped}'''")
    (FOLDER / f"{library}.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _wrapped(names: list[str]) -> str:
    return textwrap.fill(" ".join(names), 118, break_long_words=False, break_on_hyphens=False)


def _version(library: str) -> str:
    version: str = importlib.import_module(library).__version__
    return version


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for chosen in sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.toml")):
        write(chosen)
