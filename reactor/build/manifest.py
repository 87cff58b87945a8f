"""What a build was made from and with, and what has changed since.

The manifest is what makes a build checkable: it holds the versions, the settings that matter and the hash of every
source. Two kinds of additions make a build stale as well: a new file in `pages/`, and a new file beside the script that
an import which was not local when compiling would now find.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reactor import __version__
from reactor.build import sources
from reactor.build.config import Config
from reactor.build.errors import UnusableBuild
from reactor.project import Project
from reactor_runtime.program import codec

NAME = "manifest.json"

# Counts changes of the folder's files (docs/graph.md describes graph.json); `codec.SCHEMA` counts those of the program.
SCHEMA = 2

MADE_BY = "reactor"


@dataclass(frozen=True, slots=True)
class Versions:
    """What a build depends on besides the app; a build made by others is made again."""

    schema: int
    program: int
    reactor: str
    compiler: str
    streamlit: str
    python: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One build's origin. Paths are relative to the build folder, so that app and build can be moved together.

    `sources` maps each file to its sha256. `imports` are the first parts of the module names imported by the sources
    that were not found among them. `project` maps the pyproject.toml whose `[tool.reactor]` was read, if there
    was one, to the digest of that table. `files` are the names of everything written into the folder, the manifest too.
    """

    versions: Versions
    script: str
    sources: Mapping[str, str]
    imports: tuple[str, ...]
    config: Config
    project: Mapping[str, str]
    files: tuple[str, ...]

    def to_json(self) -> str:
        """The file's text."""
        return json.dumps({"made_by": MADE_BY, **asdict(self)}, indent=2) + "\n"


def current_versions() -> Versions:
    """What a build made now would depend on. The Python that matters is the minor version: it decides the syntax."""
    return Versions(
        schema=SCHEMA,
        program=codec.SCHEMA,
        reactor=__version__,
        compiler=_compiler_hash(),
        streamlit=streamlit_version(),
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
    )


@lru_cache(maxsize=1)
def _compiler_hash() -> str:
    """What the compiler says of itself: a checkout changes without its version changing."""
    top = Path(__file__).parents[1]
    total = sha256()
    for path in sorted(path for path in top.rglob("*") if path.suffix in (".py", ".toml")):
        total.update(path.relative_to(top).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def streamlit_version() -> str:
    """The installed Streamlit's version, without importing it."""
    try:
        return version("streamlit")
    except PackageNotFoundError:
        return "none"


def read(folder: Path) -> Manifest:
    """The folder's manifest. Raises `UnusableBuild`."""
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnusableBuild(f"{sources.shown(folder)} holds no build", hint="make one: reactor build app.py") from None
    except (OSError, ValueError) as error:
        raise UnusableBuild(f"{sources.shown(path)} cannot be read: {error}", hint="build again") from error
    if not isinstance(data, dict) or data.pop("made_by", None) != MADE_BY:
        raise UnusableBuild(f"{sources.shown(path)} is not a manifest that Reactor wrote")
    try:
        versions = Versions(**data.pop("versions"))
        imports, files = tuple(data.pop("imports")), tuple(data.pop("files"))
        return Manifest(versions=versions, imports=imports, files=files, **data)
    except (KeyError, TypeError) as error:
        raise UnusableBuild(f"{sources.shown(path)} was written by another Reactor", hint="build again") from error


def written_files(folder: Path) -> frozenset[str]:
    """What Reactor, of whatever version, wrote into the folder; empty if it is no build."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    ours = isinstance(data, dict) and data.get("made_by") == MADE_BY and isinstance(data.get("files"), list)
    return frozenset(map(str, data["files"])) if ours else frozenset()


def other_versions(manifest: Manifest) -> list[str]:
    """How the build's versions differ from today's, one sentence each."""
    now = asdict(current_versions())
    labels = {"schema": "build schema", "program": "program schema", "reactor": "Reactor", "streamlit": "Streamlit"}
    return [
        f"made with {labels.get(name, name.capitalize())} {made}, this is {now[name]}"
        for name, made in asdict(manifest.versions).items()
        if made != now[name]
    ]


def changes(manifest: Manifest, folder: Path, config: Config, project: Project | None) -> list[str]:
    """What is no longer as it was when the build was made, one line each; empty if nothing is."""
    script = sources.absolute(manifest.script, folder)
    return [
        *_changed_files(manifest, folder),
        *_new_files(manifest, folder, script),
        *(
            f"setting changed: {key} is {config.get(key)}, was {was}"
            for key, was in manifest.config.items()
            if config.get(key) != was
        ),
        *_changed_project(manifest, folder, project),
    ]


def _changed_files(manifest: Manifest, folder: Path) -> Iterator[str]:
    for name, hashed in manifest.sources.items():
        path = sources.absolute(name, folder)
        now = sources.sha256(path)
        if now != hashed:
            yield f"{'gone' if now is None else 'changed'}: {sources.shown(path)}"


def _changed_project(manifest: Manifest, folder: Path, project: Project | None) -> Iterator[str]:
    was = {sources.absolute(name, folder): digest for name, digest in manifest.project.items()}
    now = {project.path: project.digest} if project is not None else {}
    for path in {**was, **now}:
        if was.get(path) != now.get(path):
            yield f"changed: [tool.reactor] of {sources.shown(path)}"


def _new_files(manifest: Manifest, folder: Path, script: Path) -> Iterator[str]:
    known = {sources.absolute(name, folder) for name in manifest.sources}
    for path in [*sources.pages(script), *sources.newly_local(script, manifest.imports)]:
        if path not in known:
            yield f"new: {sources.shown(path)}"
