"""What `reactor build` prints of a build's report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.sources import shown
from reactor.cli.problems import TooLittleSkipped

if TYPE_CHECKING:
    from reactor.build.difference import Difference
    from reactor.build.findings import Finding
    from reactor.build.folder import Build

FORMATS = ("text", "json", "sarif", "github")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: so many statements (None for all), by the times of a trace, and how the build before differed."""

    most: int | None
    times: Path | None
    diff: bool


# How many statements a terminal is shown unless it asks for all.
MOST = 10


def print_findings(build: Build, wanted: Wanted) -> None:
    """The statements that always run, a line each."""
    from reactor.build.formats import line

    found = _findings(build, wanted.times)
    for finding in found[: wanted.most]:
        click.echo(line(finding))
    left = len(found[wanted.most :]) if wanted.most is not None else 0
    if left:
        click.echo(f"  and {left} more, lighter ones: --all lists them")


def print_warnings(build: Build) -> None:
    """What in the app cannot be meant as it stands, a line each; for whoever did not ask what always runs."""
    from reactor.build.formats import line

    for finding in _findings(build, None):
        if finding.severity != "info":
            click.echo(line(finding), err=True)


def formatted(build: Build, form: str, wanted: Wanted) -> str:
    """The report for another program; only JSON has room for the difference."""
    import json

    from reactor.build import formats

    if form == "sarif":
        return formats.sarif(_findings(build, wanted.times))
    if form == "github":
        return formats.github(_findings(build, wanted.times))
    difference = _difference(build) if wanted.diff else None
    more = {"difference": difference.to_data() if difference else None} if wanted.diff else {}
    return json.dumps({**build.report, **more}, indent=2, ensure_ascii=False) + "\n"


def difference_text(build: Build) -> str:
    """What differs from the build before, in words."""
    from reactor.build.difference import print_difference

    difference = _difference(build)
    return print_difference(difference) if difference else "There is no previous build to compare with.\n"


def check_share(build: Build, percent: float) -> None:
    """Raises `TooLittleSkipped` if the share of statements that can be skipped is less than `percent`."""
    from reactor.build.verdict import Verdict

    totals = build.report["totals"]
    share = 100 * (1 - totals[Verdict.ALWAYS] / totals["regions"]) if totals["regions"] else 100.0
    if share < percent:
        raise TooLittleSkipped(
            f"{share:.1f} % of the statements can be skipped, less than the {percent:g} % asked for",
            hint=f"{shown(build.folder)}/report.txt says why; reactor rule CODE what can be done",
        )


def _findings(build: Build, times: Path | None) -> list[Finding]:
    """The build's findings with paths as seen from here; with the times of a trace, if one is given or lies there."""
    from reactor.build.findings import findings
    from reactor.build.sources import absolute

    folder = build.script.parent
    measured = _measured(build, times or trace_beside(build))
    return [replace(one, path=shown(absolute(one.path, folder))) for one in findings(build.report, measured)]


def trace_beside(build: Build) -> Path | None:
    """`.reactor/app.trace` for the build in `.reactor/app`, if it is there."""
    path = build.folder.with_name(f"{build.folder.name}.trace")
    return path if path.exists() else None


def _measured(build: Build, trace: Path | None) -> dict[tuple[str, int], float]:
    from reactor.build import traces
    from reactor.build.sources import relative

    if trace is None:
        return {}
    names = {module.index: relative(Path(module.path), build.script.parent) for module in build.program.modules}
    return traces.times(traces.read(trace), build.program, names)


def _difference(build: Build) -> Difference | None:
    from reactor.build.difference import compare
    from reactor.build.folder import previous_report

    previous = previous_report(build.folder)
    return compare(previous, build.report) if previous else None
