"""The page's files: ours, and the two libraries that lay out and draw the graph.

The libraries come in PyPI packages that carry their JavaScript, so that installing needs neither Node nor npm, and
serving no network. The page works without them, as a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "page"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Inline:
    """What a page without a server has in it, as text that may stand in its HTML."""

    style: str
    imports: str
    program: str
    libraries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """A file of an installed distribution: the first of ``files`` that is there, as not all carry the smaller form."""

    distribution: str
    files: tuple[str, ...]

    def path(self) -> Path | None:
        """Where the file is; None if the distribution is not installed, or not as we know it."""
        try:
            found = metadata.distribution(self.distribution)
        except metadata.PackageNotFoundError:
            return None
        paths = (Path(str(found.locate_file(file))) for file in self.files)
        return next((path for path in paths if path.is_file()), None)


LIBRARIES: Mapping[str, Library] = {
    "dagre.js": Library("XStatic-Dagre", ("xstatic/pkg/dagre/data/dagre.min.js", "xstatic/pkg/dagre/data/dagre.js")),
    "d3.js": Library("XStatic-D3", ("xstatic/pkg/d3/data/d3.min.js", "xstatic/pkg/d3/data/d3.js")),
}


def missing() -> list[str]:
    """The distributions that would have to be installed for the graph."""
    return [library.distribution for library in LIBRARIES.values() if library.path() is None]


def file(name: str) -> Path | None:
    """A file of the page by its name, or of a library; None if there is none of that name."""
    if name in LIBRARIES:
        return LIBRARIES[name].path()
    path = FOLDER / name
    return path if path.suffix in TYPES and path.parent == FOLDER and path.is_file() else None


def page(title: str, inline: Inline | None = None) -> str:
    """The page: with links to its files, or with everything written into it."""
    templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
    return templates.get_template("page.html").render(title=title, missing=missing(), inline=inline)
