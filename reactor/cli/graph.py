"""`reactor graph`: the dependency graph to look at, or for another tool."""

from __future__ import annotations

from pathlib import Path

import click

from reactor.cli.target import built

FORMATS = ("text", "json", "dot", "mermaid")


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="SCRIPT|BUILD")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout."
)
def graph(target: Path, form: str, output: Path | None) -> None:
    """Show what depends on what.

    \b
    text      by file and nesting, to read
    json      node-link data; networkx.node_link_graph(data, edges="edges") reads it
    dot       for Graphviz
    mermaid   for Markdown
    """
    from reactor.build.drawing import DRAWERS
    from reactor.build.errors import UnwritableBuild

    folder = built(target).folder
    text = (folder / "graph.json").read_text(encoding="utf-8")
    if form != "json":
        import json

        from reactor.build.graph import from_data

        text = DRAWERS[form](from_data(json.loads(text)))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableBuild(f"cannot write {output}: {error.strerror}") from error
