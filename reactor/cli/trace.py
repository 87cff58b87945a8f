"""`reactor trace`: what a trace of a running app holds, for people and for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from reactor.build.errors import AppProblem, UnwritableBuild


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(("text", "chrome", "speedscope")), default="text", show_default=True
)
@click.option("--event", type=click.IntRange(min=1), metavar="NUMBER", help="Only this event, as text numbers them.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout."
)
def trace(file: Path, form: str, event: int | None, output: Path | None) -> None:
    """Show the events in FILE, which `reactor serve app.py --trace FILE` wrote.

    \b
    text        a line for each event: how long it took, what ran, what skipping saved
    chrome      Chrome's trace format, for ui.perfetto.dev and chrome://tracing
    speedscope  the format of speedscope.app
    """
    from reactor.build import traces

    events = traces.read(file)
    if event is not None:
        if event > len(events):
            raise AppProblem(f"{file} has {len(events)} events")
        events = [events[event - 1]]
    text = {"text": traces.print_events, "chrome": traces.chrome, "speedscope": traces.speedscope}[form](events)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableBuild(f"cannot write {output}: {error.strerror}") from error
