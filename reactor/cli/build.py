"""`reactor build`: write the build of an app, once or on every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem
from reactor.build.sources import shown
from reactor.cli.problems import print_problem, warn
from reactor.cli.progress import progress

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
def build(script: Path, output: Path | None, force: bool, watch: bool) -> None:
    """Compile SCRIPT, its pages and its local modules into a build folder.

    SCRIPT is a Streamlit script, or a folder with a streamlit_app.py. A build whose inputs did not change is left as
    it is. The folder holds the transpiled script, graph.json, report.txt and report.json, and manifest.json.
    """
    if watch:
        _watch(script, output, force)
    else:
        announce(make_with_progress(script, output, force=force))


def make_with_progress(
    script: Path, output: Path | None, *, force: bool = False, options: dict[str, object] | None = None
) -> Outcome:
    """Build, saying so if it takes a while."""
    from reactor.build.make import make

    with progress(f"Compiling {shown(script)}"):
        return make(script, output, force=force, options=options)


def announce(outcome: Outcome) -> None:
    """One line for what was built, with what it holds."""
    from reactor.build.report import summary

    folder = shown(outcome.build.folder)
    if outcome.fresh:
        name = shown(outcome.build.script)
        click.echo(f"Built {name} in {outcome.seconds:.2f} s: {summary(outcome.build.report)}")
        click.echo(f"  {folder}  (what runs, and why: {folder}/report.txt)")
        warn_of(outcome)
    else:
        click.echo(f"Up to date: {folder}")


def warn_of(outcome: Outcome) -> None:
    """What the author should know; a script that imports Streamlit nowhere would be an empty page."""
    for item in outcome.build.report["diagnostics"]:
        if item["severity"] == "warning":
            warn(f"{item['path']}:{item['line']}: {item['message']} ({item['code']})")
    if "streamlit" not in outcome.build.manifest.imports:
        warn(
            f"{shown(outcome.build.script)} is not a Streamlit script: "
            "neither it nor a local module of it imports streamlit, so the page will be empty"
        )


def _watch(script: Path, output: Path | None, force: bool) -> None:
    """Build until interrupted. A problem is shown and waited out; only the first build's missing script ends it."""
    from reactor.build.sources import main_script
    from reactor.build.watch import Watcher

    watcher = Watcher()
    watcher.watch([main_script(script).parent])
    watcher.start()
    try:
        while True:
            watcher.watch(_rebuild(script, output, force))
            force = False
            watcher.wait()
    except KeyboardInterrupt:
        pass
    finally:
        watcher.stop()


def _rebuild(script: Path, output: Path | None, force: bool) -> set[Path]:
    """Build and say how it went in a line; gives the folders of the sources found."""
    from reactor.build.make import make
    from reactor.build.report import summary
    from reactor.build.sources import absolute

    try:
        outcome = make(script, output, force=force)
    except AppProblem as problem:
        print_problem(problem)
        return set()
    built = outcome.build
    how = f"built in {outcome.seconds:.2f} s" if outcome.fresh else "up to date"
    click.echo(f"{click.style(_now(), dim=True)} {shown(built.script)} {how}: {summary(built.report)}")
    return {absolute(path, built.folder).parent for path in built.manifest.sources}


def _now() -> str:
    import time

    return time.strftime("%H:%M:%S")
