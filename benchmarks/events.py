"""How long an event takes: Streamlit as shipped, Streamlit tuned, and Reactor, over real websockets.

python -m benchmarks.events
python -m benchmarks.events --app two --app frame --events 100 --json events.json
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks import report
from benchmarks.apps import App, all_apps
from benchmarks.machine import describe
from benchmarks.rounds import Outcome, measure
from benchmarks.servers import CONTENDERS


@click.command()
@click.option("--app", "names", multiple=True, metavar="NAME", help="Measure this app only; may be repeated.")
@click.option("--events", default=40, show_default=True, type=click.IntRange(1), help="Events of each contender.")
@click.option("--sessions", default=8, show_default=True, type=click.IntRange(1), help="Tabs opened at each contender.")
@click.option("--contender", "chosen", multiple=True, type=click.Choice([one.name for one in CONTENDERS]))
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write every sample there.")
def main(names: tuple[str, ...], events: int, sessions: int, chosen: tuple[str, ...], file: Path | None) -> None:
    """Drive the same events through all contenders and print what they took."""
    machine = describe()
    click.echo(f"{machine}\n{events} events and {sessions} sessions of each, in turns; times at the client\n")
    contenders = [one for one in CONTENDERS if not chosen or one.name in chosen]
    outcomes: list[Outcome] = []
    for app in _chosen(names):
        if app.missing():
            click.echo(f"{app.name}: left out, as {', '.join(app.missing())} is not installed\n")
            continue
        with tempfile.TemporaryDirectory(prefix="reactor-benchmark-") as folder:
            outcome = measure(app, contenders, Path(folder), events=events, sessions=sessions, note=_progress(app))
        _note("")
        click.echo(report.table(outcome) + "\n")
        outcomes.append(outcome)
        if file is not None:
            result = {"machine": machine.as_json(), "events": events, "apps": [report.as_json(one) for one in outcomes]}
            file.write_text(json.dumps(result, indent=1) + "\n")
    if any(outcome.failures or outcome.disagreements for outcome in outcomes):
        sys.exit(1)


def _chosen(names: tuple[str, ...]) -> list[App]:
    known = {app.name: app for app in all_apps()}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}; there are {', '.join(known)}", param_hint="--app")
    return [known[name] for name in names or known]


def _progress(app: App) -> Callable[[str], None]:
    return lambda text: _note(f"{app.name}: {text}")


def _note(text: str) -> None:
    """A line that the next one replaces, where a person is looking."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)


if __name__ == "__main__":
    main()
