"""`reactor explain`: why a line reruns, or why it need not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.cli.target import built

if TYPE_CHECKING:
    from reactor.build.folder import Build


@click.command()
@click.argument("place", metavar="FILE:LINE")
@click.option(
    "--app",
    type=click.Path(path_type=Path),
    metavar="SCRIPT|BUILD",
    help="The app that FILE is a page or module of. Default: FILE is the app's script.",
)
def explain(place: str, app: Path | None) -> None:
    """Say what the statement at FILE:LINE reads and does, what reaches it, what needs it, and why it reruns.

    \b
    reactor explain app.py:42
    reactor explain pages/map.py:7 --app app.py
    """
    import json

    from reactor.build.explain import explain_region, regions_at
    from reactor.build.graph import from_data

    path, line = _parse(place)
    build = built(app or path)
    graph = from_data(json.loads((build.folder / "graph.json").read_text(encoding="utf-8")))
    regions = regions_at(graph, _file_of_app(build, path), line)
    if not regions:
        click.echo(f"{place} is no region: {_why_none(path, line)}")
        return
    click.echo("\n".join(explain_region(graph, region) for region in regions), nl=False)


def _parse(place: str) -> tuple[Path, int]:
    file, colon, number = place.rpartition(":")
    if not colon or not number.isdigit() or not file:
        raise click.BadParameter(f"{place!r} is not FILE:LINE, as in app.py:42", param_hint="FILE:LINE")
    return Path(file), int(number)


def _file_of_app(build: Build, path: Path) -> str:
    """The path as the graph names it."""
    from reactor.build.errors import AppProblem
    from reactor.build.sources import relative, shown

    root = build.script.resolve().parent
    name = relative(path.resolve(), root)
    known = [relative(Path(module.path), root) for module in build.program.modules]
    if name not in known:
        raise AppProblem(f"{path} is no file of {shown(build.script)}", hint=f"its files are: {', '.join(known)}")
    return name


def _why_none(path: Path, line: int) -> str:
    from reactor.build.errors import AppProblem
    from reactor.build.sources import read_source

    lines = read_source(path).splitlines()
    if not 1 <= line <= len(lines):
        raise AppProblem(f"{path} has {len(lines)} lines")
    text = lines[line - 1].strip()
    if not text or text.startswith("#"):
        return "there is no statement on this line"
    return "it costs nothing and runs as it is (an import, a constant, the head of a block, a call of a split function)"
