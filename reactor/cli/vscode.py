"""`reactor vscode`: tasks for VS Code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem, UnwritableBuild

if TYPE_CHECKING:
    from reactor.editor import tasks

FILE = Path(".vscode") / "tasks.json"


@click.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Replace tasks of Reactor that are there and differ.")
def vscode(script: Path, update: bool) -> None:
    """Add tasks for SCRIPT to .vscode/tasks.json in this folder: build, build on every change, serve, verify, graph.

    What they report shows as problems in the editor. Tasks and comments that are there stay as they are.
    """
    from reactor.build.sources import main_script, relative
    from reactor.editor import tasks

    name = relative(main_script(script), Path.cwd())
    merged = _merged(_present(), tasks.tasks(name, _command()), update)
    _write(merged.text)
    for what, labels in (("added", merged.added), ("replaced", merged.replaced)):
        for label in labels:
            click.echo(f"{what}: {label}")
    for label in merged.kept:
        click.echo(f"left as it is, although it differs: {label} (--update replaces it)")
    if not (merged.added or merged.replaced or merged.kept):
        click.echo(f"{FILE} has all tasks already")


def _command() -> list[str]:
    """How to call Reactor: by the environment of the workspace, if it is in one, and else as it is called."""
    from reactor.build.sources import relative

    python = Path(sys.prefix) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if python.is_relative_to(Path.cwd()) and python.exists():
        return [f"${{workspaceFolder}}/{relative(python, Path.cwd())}", "-m", "reactor"]
    return ["reactor"]


def _present() -> str | None:
    try:
        return FILE.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise AppProblem(f"cannot be read: {error}", path=FILE) from error


def _merged(text: str | None, ours: list[dict[str, object]], update: bool) -> tasks.Merged:
    from reactor.editor import jsonc, tasks

    try:
        return tasks.merge(text, ours, update=update)
    except jsonc.NotJson as error:
        raise AppProblem(error.message, path=FILE, line=error.line, hint="mend the file, or move it away") from error
    except tasks.OtherTasks as error:
        raise AppProblem(f"cannot be added to: {error}", path=FILE, hint="mend the file, or move it away") from error


def _write(text: str) -> None:
    try:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UnwritableBuild(f"cannot write {FILE}: {error.strerror or error}") from error
