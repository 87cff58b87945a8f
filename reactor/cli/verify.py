"""`reactor verify`: the same events under Streamlit and under Reactor, and everything compared after each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem, UnwritableBuild
from reactor.build.sources import shown
from reactor.cli import verify_report as report
from reactor.cli.flags import ServeCommand, Typed
from reactor.cli.problems import Exit
from reactor.cli.progress import progress
from reactor.cli.streamlit_version import check_streamlit
from reactor.cli.target import built

if TYPE_CHECKING:
    from reactor.build.folder import Build
    from reactor.verify.app import App
    from reactor.verify.divergence import Divergence
    from reactor.verify.events import Event
    from reactor.verify.play import Choose, Watch
    from reactor.verify.targets import Zygote
    from reactor.verify.verdict import Verdict

MOST_COPIED = 2**30
"""Bytes; a copy is made for every run."""


@click.command(cls=ServeCommand)
@click.argument("target", type=click.Path(path_type=Path), metavar="SCRIPT|BUILD")
@click.argument("arguments", nargs=-1, metavar="")
@click.option("--events", type=click.IntRange(0), default=20, show_default=True, help="How many events to make up.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes up the same events.")
@click.option("--seeds", type=click.IntRange(1), default=1, help="Play that often, with the seeds S, S + 1, ...")
@click.option(
    "--script",
    "recorded",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Play the events in this file instead.",
)
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, metavar="SECONDS",
              help="How long an event may take.")  # fmt: skip
@click.option("--shrink", type=click.FloatRange(0), default=120, show_default=True, metavar="SECONDS",
              help="How long to look for the fewest events, and as long again for the statement.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write events that show a difference. Default: .reactor/app.events, for app.py.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The folder that each run has a fresh copy of. Default: this one, or the script's if it lies elsewhere.",
)
@click.option("--allow-unsteady", is_flag=True, help="Pass an app that differs from itself, if all else agrees.")
@click.option("--allow-untested-streamlit", is_flag=True, help="Go on with a Streamlit version nobody tested.")
@click.pass_context
def verify(
    ctx: click.Context,
    target: Path,
    arguments: tuple[str, ...],
    events: int,
    seed: int,
    seeds: int,
    recorded: Path | None,
    timeout: float,
    shrink: float,
    output: Path | None,
    root: Path | None,
    allow_unsteady: bool,
    allow_untested_streamlit: bool,
) -> int:
    """Play events to an app under Streamlit and under Reactor, and compare page, state, callbacks and files after each.

    \b
    reactor verify app.py                  20 events that the page offers
    reactor verify app.py --seeds 10       ten times 20 other ones
    reactor verify app.py --script FILE    the events in FILE

    Events are played in fresh copies of the app's folder. If Reactor differs, the first statement that it was wrong to
    skip is named, and the fewest events that show it are written to a file that --script reads.

    Streamlit's options and, after --, the script's own arguments are given as to `reactor serve`. Exit code: 0 if all
    agrees, 9 if Reactor differs, 10 if the app differs from itself under Streamlit and so cannot be judged.
    """
    check_streamlit(allow_untested_streamlit)
    build, app = _app(target, root, arguments, ctx.obj)
    given = None if recorded is None else _read(recorded)
    from reactor.verify.app import stage
    from reactor.verify.targets import Zygote
    from reactor.verify.verdict import Outcome, chosen

    name, worst = shown(build.script), Exit.FINE
    with stage() as place, Zygote() as zygote:
        for number in range(seed, seed + (1 if recorded is not None else seeds)):
            what = f"seed {number}" if recorded is None else shown(recorded)
            verdict = _judged(zygote, app, place, chosen(number, events) if given is None else given, timeout, what)
            if verdict.outcome is Outcome.DISAGREES:
                found = _traced(zygote, app, place, verdict, timeout, shrink)
                verdict = found.verdict
                if verdict.outcome is Outcome.DISAGREES:
                    file = output or build.folder.parent / f"{build.folder.name}.events"
                    _write(file, found, target)
                    report.differs(name, what, found, file, f"reactor verify {target} --script {shown(file)}")
                    return Exit.DIFFERENCE
            worst = max(worst, report.judged(name, what, verdict, allow_unsteady))
    return worst


def _app(target: Path, root: Path | None, arguments: tuple[str, ...], typed: Typed) -> tuple[Build, App]:
    """The build, and the app as it is to be played. Raises `AppProblem`."""
    from reactor.verify.app import App, size

    if not hasattr(os, "fork"):
        raise AppProblem("verify plays apps in forked processes, which this system does not have")
    flags = _flags(typed)
    build = built(target, {name.replace("_", "."): value for name, value in flags.items()})
    script, here = build.script, Path.cwd()
    folder = root.absolute() if root is not None else here if script.is_relative_to(here) else script.parent
    if not script.is_relative_to(folder):
        raise AppProblem(f"{shown(script)} is not in {root}", hint="--root names a folder around the script")
    if size(folder) > MOST_COPIED:
        hint = "start it in a smaller folder, or name one around the script with --root"
        raise AppProblem(f"{folder} holds more than 1 GB, and every run is played in a copy of it", hint=hint)
    work = here if here.is_relative_to(folder) else script.parent
    return build, App(script, folder, work, (*arguments, *typed.script), flags, build.program)


def _flags(typed: Typed) -> dict[str, object]:
    """Streamlit's options that were given, as `streamlit run` takes them."""
    if not typed.streamlit:
        return {}
    from reactor_runtime.adapter.startup import parse_flags

    return {name: value for name, value in parse_flags(typed.streamlit).items() if value is not None and value != ()}


def _read(path: Path) -> tuple[Event, ...]:
    from reactor.verify import script

    try:
        return script.read(path)
    except script.NoEvent as problem:
        raise AppProblem(str(problem), path=path, line=problem.line, hint="docs/verify.md lists the events") from None


def _judged(
    zygote: Zygote, app: App, place: Path, events: tuple[Event, ...] | Choose, timeout: float, what: str
) -> Verdict:
    from reactor.verify.verdict import judge

    @contextmanager
    def phase(doing: str) -> Iterator[Watch]:
        with progress(f"Playing {shown(app.script)} {doing} ({what})") as line:
            yield lambda number, title: line.at(f"event {number}, {title}" if number else title)

    return judge(zygote, app, place, events, timeout=timeout, phase=phase)


def _traced(zygote: Zygote, app: App, place: Path, verdict: Verdict, timeout: float, seconds: float) -> Divergence:
    from reactor.verify.divergence import Divergence, Tracer
    from reactor.verify.verdict import Outcome

    tracer = Tracer(zygote, app, place, timeout)
    with progress("Looking for the fewest events that show the difference") as line:
        verdict = tracer.fewest_events(verdict, seconds, line.at)
    if verdict.outcome is not Outcome.DISAGREES:
        return Divergence(verdict, None)
    with progress("Looking for the statement") as line:
        return Divergence(verdict, tracer.statements(verdict, seconds, line.at))


def _write(file: Path, found: Divergence, target: Path) -> None:
    from reactor.verify import script

    about = [f"Play these events again: reactor verify {target} --script {shown(file)}", *report.in_short(found)]
    try:
        script.write(file, found.verdict.events, about)
    except OSError as error:
        raise UnwritableBuild(f"cannot write {shown(file)}: {error.strerror}") from error
