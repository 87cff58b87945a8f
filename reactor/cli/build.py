"""`reactor build`: write the build of an app, once or on every change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem
from reactor.build.sources import shown
from reactor.cli.problems import print_problem, warn
from reactor.cli.progress import progress
from reactor.cli.reporting import FORMATS, MOST, Wanted, check_share, difference_text, formatted, print_findings

if TYPE_CHECKING:
    from reactor.build.make import Outcome


@click.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write. Default: .reactor/app in the working folder, for app.py.",
)
@click.option("--force", is_flag=True, help="Build although nothing changed.")
@click.option("--watch", is_flag=True, help="Build again on every change, until Ctrl+C.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What to print about the statements that always run.",
)
@click.option("--all", "everything", is_flag=True, help="As text, list them all and not the ten heaviest.")
@click.option(
    "--times",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TRACE",
    help="Order by what statements took in this trace. Default: .reactor/app.trace, if there is one.",
)
@click.option("--diff", is_flag=True, help="Say what differs from the build before this one.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with code 8 if fewer of the statements can be skipped.",
)
def build(
    script: Path,
    output: Path | None,
    force: bool,
    watch: bool,
    form: str,
    everything: bool,
    times: Path | None,
    diff: bool,
    fail_under: float | None,
) -> None:
    """Compile SCRIPT, its pages and its local modules into a build folder, and report what always runs.

    SCRIPT is a Streamlit script, or a folder with a streamlit_app.py. A build whose inputs did not change is left as
    it is. The folder holds the transpiled script, graph.json, report.txt and report.json, and manifest.json.

    \b
    text      a summary, and a line for each statement that always runs, the heaviest first
    json      the whole report; docs/graph.md describes it
    sarif     SARIF 2.1.0, for code scanning
    github    workflow commands, shown beside the lines of a pull request
    """
    if watch and (form != "text" or fail_under is not None):
        raise click.UsageError("--watch is for a terminal or an editor: without --output-format and --fail-under")
    wanted = Wanted(None if everything else MOST, times, diff)
    if watch:
        _watch(script, output, force, wanted)
        return
    outcome = make_with_progress(script, output, force=force)
    if form == "text":
        announce(outcome, wanted)
    else:
        click.echo(formatted(outcome.build, form, wanted), nl=False)
    if fail_under is not None:
        check_share(outcome.build, fail_under)


def make_with_progress(
    script: Path, output: Path | None, *, force: bool = False, options: Mapping[str, object] | None = None
) -> Outcome:
    """Build, saying so if it takes a while."""
    from reactor.build.make import make

    with progress(f"Compiling {shown(script)}"):
        return make(script, output, force=force, options=options)


def announce(outcome: Outcome, wanted: Wanted) -> None:
    """What was built, what always runs in it, and, if asked for, what differs from the build before."""
    from reactor.build.report import summary

    folder = shown(outcome.build.folder)
    about = summary(outcome.build.report)
    if outcome.fresh:
        click.echo(f"Built {shown(outcome.build.script)} in {outcome.seconds:.2f} s: {about}")
        click.echo(f"  {folder}  (what runs, and why: {folder}/report.txt)")
    else:
        click.echo(f"Up to date: {folder}: {about}")
    print_findings(outcome.build, wanted)
    if wanted.diff:
        click.echo(difference_text(outcome.build), nl=False)
    warn_of(outcome)


def warn_of(outcome: Outcome) -> None:
    """What the author should know; a script that imports Streamlit nowhere would be an empty page."""
    if "streamlit" not in outcome.build.manifest.imports:
        warn(
            f"{shown(outcome.build.script)} is not a Streamlit script: "
            "neither it nor a local module of it imports streamlit, so the page will be empty"
        )


def _watch(script: Path, output: Path | None, force: bool, wanted: Wanted) -> None:
    """Build until interrupted. A problem is shown and waited out; only the first build's missing script ends it."""
    from reactor.build.sources import main_script
    from reactor.build.watch import Watcher

    watcher = Watcher()
    watcher.watch([main_script(script).parent])
    watcher.start()
    try:
        while True:
            watcher.watch(_rebuild(script, output, force, wanted))
            watcher.watch_project(script)
            force = False
            watcher.wait()
    except KeyboardInterrupt:
        pass
    finally:
        watcher.stop()


def _rebuild(script: Path, output: Path | None, force: bool, wanted: Wanted) -> set[Path]:
    """Build and say how it went; gives the folders of the sources found.

    The first and the last line are what an editor's task knows the beginning and the end of a build by.
    """
    from reactor.build.make import make
    from reactor.build.report import summary
    from reactor.build.sources import absolute

    _log(f"{shown(script)} is being built")
    try:
        outcome = make(script, output, force=force)
    except AppProblem as problem:
        print_problem(problem)
        _log(f"{shown(script)} not built")
        return set()
    built = outcome.build
    print_findings(built, wanted)
    if wanted.diff:
        click.echo(difference_text(built), nl=False)
    how = f"built in {outcome.seconds:.2f} s" if outcome.fresh else "up to date"
    _log(f"{shown(built.script)} {how}: {summary(built.report)}")
    return {absolute(path, built.folder).parent for path in built.manifest.sources}


def _log(message: str) -> None:
    import time

    click.echo(f"{click.style(time.strftime('%H:%M:%S'), dim=True)} {message}")
