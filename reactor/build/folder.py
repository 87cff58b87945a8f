"""The build folder: where it is, writing it in one step, reading it back.

A build is written beside its final place and then renamed, so that nobody reads half a build; a folder that holds
anything Reactor did not write is never replaced.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reactor.build import manifest as manifests
from reactor.build import sources
from reactor.build.errors import UnusableBuild, UnwritableBuild
from reactor.build.manifest import Manifest
from reactor.build.report import NAME, PREVIOUS, Report
from reactor.build.report import SCHEMA as REPORT_SCHEMA
from reactor_runtime.program import ModuleProgram, Program, codec

BUILDS = Path(".reactor")

AGAIN = "build again, or serve it with --rebuild"


@dataclass(frozen=True, slots=True)
class Build:
    """A build read from disk; the program's paths are absolute again."""

    folder: Path
    manifest: Manifest
    program: Program
    report: Report

    @property
    def script(self) -> Path:
        """The main script it was made from."""
        return sources.absolute(self.manifest.script, self.folder)


def default_folder(script: Path) -> Path:
    """`.reactor/app` in the working folder for its `app.py`, `.reactor/shop-app` for `shop/app.py`.

    The working folder, and not the script's, since Streamlit's configuration depends on it and `reactor serve` looks
    there. A script that does not lie below it gets a hash of its place, to keep two of one name apart.
    """
    parts = Path(sources.relative(script, Path.cwd())).with_suffix("").parts
    if script.is_relative_to(Path.cwd()):
        return Path.cwd() / BUILDS / "-".join(parts)
    return Path.cwd() / BUILDS / f"{script.stem}-{hashlib.sha256('/'.join(parts).encode()).hexdigest()[:8]}"


def last_build() -> Path:
    """The folder of the newest build made from here. Raises `UnusableBuild`."""
    found = [path for path in (Path.cwd() / BUILDS).glob(f"*/{manifests.NAME}") if not path.parent.name.startswith(".")]
    if not found:
        raise UnusableBuild("no build found here", hint="name the script: reactor serve app.py")
    return max(found, key=lambda path: path.stat().st_mtime_ns).parent


def read(folder: Path) -> Build:
    """The build in a folder. Raises `UnusableBuild`; whether it is stale is another question."""
    manifest = manifests.read(folder)
    differences = manifests.other_versions(manifest)
    if differences:
        name = sources.shown(folder)
        raise UnusableBuild(f"{name} is of another version: {'; '.join(differences)}", hint=AGAIN)
    try:
        program = codec.decode(json.loads((folder / "program.json").read_text(encoding="utf-8")))
        report = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusableBuild(f"{sources.shown(folder)} is damaged: {error}", hint=AGAIN) from error
    modules = tuple(replace(module, path=str(sources.absolute(module.path, folder))) for module in program.modules)
    return Build(folder, manifest, replace(program, modules=modules), report)


def previous_report(folder: Path) -> Report | None:
    """The report of the build that the one in this folder took the place of; None for the first."""
    try:
        report: Report = json.loads((folder / PREVIOUS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report if report.get("schema") == REPORT_SCHEMA else None


def write(folder: Path, manifest: Manifest, program: Program, texts: Mapping[str, str]) -> None:
    """Put a build into a folder in one step, in place of the one that is there. Raises `UnwritableBuild`.

    `texts` are further files by name. The manifest's list of files is completed here.
    """
    _check_replaceable(folder)
    script = sources.absolute(manifest.script, folder)
    files = {**texts, **dict(_program_files(script, program, folder)), manifests.NAME: ""}
    files[manifests.NAME] = replace(manifest, files=tuple(sorted(files))).to_json()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _fill(beside / "new", files)
            _swap(beside / "new", folder, beside / "old")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise UnwritableBuild(f"cannot write {sources.shown(folder)}: {error.strerror or error}") from error


def _fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Two renames: a folder cannot be renamed over one that is not empty. The first is undone if the second fails."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _check_replaceable(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UnwritableBuild(f"{sources.shown(folder)} is a file", hint="name a folder with -o")
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    foreign = sorted(present - manifests.written_files(folder))
    if foreign:
        more = f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
        raise UnwritableBuild(
            f"{sources.shown(folder)} holds files that Reactor did not write: {', '.join(foreign[:5])}{more}",
            hint="name a new or empty folder with -o",
        )


def _program_files(script: Path, program: Program, folder: Path) -> Iterator[tuple[str, str]]:
    """The transpiled sources, and the program with paths as seen from the folder."""
    placed = tuple(replace(module, path=sources.relative(Path(module.path), folder)) for module in program.modules)
    yield "program.json", json.dumps(codec.encode(replace(program, modules=placed)), ensure_ascii=False) + "\n"
    for module in program.modules:
        yield _place(script, module), module.transpiled


def _place(script: Path, module: ModuleProgram) -> str:
    """Where a transpiled source stands in the folder."""
    path = Path(module.path)
    if path == script:
        return "script.py"
    if path.is_relative_to(script.parent):
        return f"sources/{path.relative_to(script.parent).as_posix()}"
    return f"sources/elsewhere/{module.index}-{path.name}"
