"""`reactor graph`: the dependency graph to look at, or for another tool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.cli.target import built

if TYPE_CHECKING:
    from reactor.build.folder import Build
    from reactor.build.graph import Graph

FORMATS = ("text", "json", "dot", "mermaid", "svg", "html")
KINDS = ("reads", "mutates", "controls", "widget", "state", "file", "volatile")


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="SCRIPT|BUILD")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--from", "start", metavar="NAME|LINE", help="Only what follows from this.")
@click.option("--to", "end", metavar="NAME|LINE", help="Only what leads to this.")
@click.option(
    "--only", "kinds", type=click.Choice(KINDS), multiple=True, help="Only dependencies of this kind. Repeatable."
)
@click.option("--all", "everything", is_flag=True, help="Draw every statement, however many there are.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout."
)
def graph(
    target: Path,
    form: str,
    start: str | None,
    end: str | None,
    kinds: tuple[str, ...],
    everything: bool,
    output: Path | None,
) -> None:
    """Show what depends on what.

    \b
    text      by file and nesting, to read
    json      node-link data; networkx.node_link_graph(data, edges="edges") reads it
    dot       for Graphviz
    mermaid   for Markdown
    svg       a picture, for a browser
    html      a page to look around in, without a server or a network: -o graph.html

    A NAME is the label of a widget, a key of the session state, the code of a volatile source, or a variable; a LINE is
    42, or pages/map.py:42 for another file than the script. A large graph is drawn by the blocks of the source; json
    and html always have everything.

    \b
    reactor graph app.py --from Low                what a change of the widget can make run
    reactor graph app.py --to 42 --only reads      where the values of line 42 come from
    """
    build = built(target)
    part = _selected(_graph(build), start, end, kinds)
    text = _page(build, part) if form == "html" else _drawn(part, form, everything)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(output, text)


def _graph(build: Build) -> Graph:
    import json

    from reactor.build.graph import from_data

    return from_data(json.loads((build.folder / "graph.json").read_text(encoding="utf-8")))


def _selected(whole: Graph, start: str | None, end: str | None, kinds: tuple[str, ...]) -> Graph:
    from reactor.build.select import between, only

    part = only(whole, kinds) if kinds else whole
    return between(part, start, end) if start or end else part


def _drawn(part: Graph, form: str, everything: bool) -> str:
    from reactor.build.collapse import collapse
    from reactor.build.drawing import DRAWERS, MOST_NODES
    from reactor.build.graph import to_text

    if form == "json":
        return to_text(part)
    return DRAWERS[form](part if everything else collapse(part, MOST_NODES[form]))


def _page(build: Build, part: Graph) -> str:
    from reactor.build.graph import to_data
    from reactor_web.inspector.program import program_data
    from reactor_web.inspector.standalone import standalone

    return standalone(program_data(build.program, to_data(part), str(build.script)))


def _write(output: Path, text: str) -> None:
    from reactor.build.errors import UnwritableBuild

    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableBuild(f"cannot write {output}: {error.strerror}") from error
