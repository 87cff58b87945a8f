"""From a script to its build folder.

Needs: the main script's path. Gives: the build, made now or found up to date. The order: check the script, compare
with the build that is there, compile, write.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reactor.build import folder as folders
from reactor.build import graph, manifest, report, sources
from reactor.build.config import Config, compile_config
from reactor.build.describe import describe
from reactor.build.errors import BrokenProject, BrokenScript, StaleBuild, UnusableBuild
from reactor.build.folder import Build
from reactor.build.manifest import Manifest
from reactor.project import Project, ProjectError, find_project
from reactor_runtime.program import Program

if TYPE_CHECKING:
    from reactor.pipeline import Compiled


SAVES_MEANWHILE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """`fresh`: compiled now, in `seconds`; otherwise the build was up to date."""

    build: Build
    fresh: bool
    seconds: float


def make(
    script: Path, folder: Path | None = None, *, force: bool = False, options: Mapping[str, object] | None = None
) -> Outcome:
    """Build an app, unless its build is up to date.

    `options` are Streamlit settings from the command line. Raises the subclasses of `AppProblem`.
    """
    started = time.perf_counter()
    script = sources.main_script(script)
    folder = (folder or folders.default_folder(script)).absolute()
    config = compile_config(script, options)
    project = _project(script)
    present = None if force else _up_to_date(script, folder, config, project)
    if present is not None:
        os.utime(folder / manifest.NAME)
        return Outcome(present, fresh=False, seconds=time.perf_counter() - started)
    sources.read_source(script)
    _write(script, folder, config, _compile_at_rest(script), project)
    return Outcome(folders.read(folder), fresh=True, seconds=time.perf_counter() - started)


def load(folder: Path, options: Mapping[str, object] | None = None) -> Build:
    """The build in a folder, if it can be served as it is. Raises `UnusableBuild` or `StaleBuild`."""
    folder = folder.absolute()
    build = folders.read(folder)
    config = compile_config(build.script, options)
    changes = manifest.changes(build.manifest, folder, config, _project(build.script))
    if changes:
        listed = "".join(f"\n  {change}" for change in changes)
        raise StaleBuild(f"{sources.shown(folder)} is older than its sources:{listed}", hint=folders.AGAIN)
    return build


def _up_to_date(script: Path, folder: Path, config: Config, project: Project | None) -> Build | None:
    try:
        build = folders.read(folder)
    except UnusableBuild:
        return None
    same = build.script == script and not manifest.changes(build.manifest, folder, config, project)
    return build if same else None


def _compile_at_rest(script: Path) -> Compiled:
    """Compile again if a source was saved meanwhile: the hashes in the manifest must be those of what was compiled."""
    for _ in range(SAVES_MEANWHILE):
        compiled = compile_script(script)
        if all(sources.text_digest(Path(module.path)) == module.source_hash for module in compiled.program.modules):
            return compiled
    raise BrokenScript("keeps changing while it is compiled", path=script)


def compile_script(script: Path, unsaved: Mapping[Path, str] | None = None) -> Compiled:
    """Compile an app as its files are now, or as an editor has them. Raises `BrokenScript` and `BrokenProject`."""
    from reactor.pipeline import CompileError, compile_app

    try:
        return compile_app(script, unsaved)
    except CompileError as error:
        raise BrokenScript(error.message, path=Path(error.path), line=error.line, column=error.column) from error
    except OSError as error:
        raise BrokenScript(f"cannot be read: {error.strerror}", path=Path(error.filename or script)) from error
    except ProjectError as error:
        raise _broken_project(error) from error


def _project(script: Path) -> Project | None:
    try:
        return find_project(script)
    except ProjectError as error:
        raise _broken_project(error) from error


def _broken_project(error: ProjectError) -> BrokenProject:
    return BrokenProject(error.message, path=error.path, line=error.line, hint="docs/signatures.md has the whole table")


def _write(script: Path, folder: Path, config: Config, compiled: Compiled, project: Project | None) -> None:
    program = compiled.program
    described = describe(script, compiled)
    texts = {
        "graph.json": graph.to_text(described.graph),
        report.NAME: _pretty(described.report),
        "report.txt": report.print_report(described.report),
        **_previous(folder),
    }
    folders.write(folder, _manifest(script, folder, config, program, project), program, texts)


def _previous(folder: Path) -> dict[str, str]:
    """The report of the build that is to be replaced, which stays beside the new one to be compared with it."""
    if report.NAME not in manifest.written_files(folder):
        return {}
    try:
        return {report.PREVIOUS: (folder / report.NAME).read_text(encoding="utf-8")}
    except OSError:
        return {}


def _pretty(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _manifest(script: Path, folder: Path, config: Config, program: Program, project: Project | None) -> Manifest:
    paths = [Path(module.path) for module in program.modules]
    local = {module.name.partition(".")[0] for module in program.modules}
    return Manifest(
        versions=manifest.current_versions(),
        script=sources.relative(script, folder),
        sources={sources.relative(path, folder): sources.sha256(path) or "" for path in paths},
        imports=tuple(sorted(sources.imported(paths) - local)),
        config=config,
        project={sources.relative(project.path, folder): project.digest} if project is not None else {},
        files=(),
    )
