"""How much of a script an event reruns, and how much less would have done.

    python -m benchmarks.precision
    python -m benchmarks.precision --example explorer --events 20 --json precision.json

Each example is played generated events. A region *ran* or was *skipped*; a region that ran was *needless* if it gave
what it had given before: the same values bound, the same elements drawn, nothing done outside. Whoever had skipped it
would have changed nothing. What must run in every run, because it reads or changes what is outside (a clock, a file),
is never needless: the contract is that it runs.

Body time is the time that the regions' own code took, as measured when they ran last. *Times the least* is the body
time that ran, divided by the part of it that was not needless; the aim is 1.3.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

EXAMPLES = Path(__file__).parents[1] / "examples"
AIM = 1.3
_TIMEOUT_SECONDS = 300
# Below this, in seconds an event, a ratio of body times says nothing.
_LEAST_SECONDS = 0.002


@dataclass(slots=True)
class Precision:
    """Sums over the events of one example; ``seconds`` of body time. ``reasons``: why needless regions ran."""

    example: str
    events: int = 0
    ran: int = 0
    skipped: int = 0
    needless: int = 0
    seconds_ran: float = 0.0
    seconds_skipped: float = 0.0
    seconds_needless: float = 0.0
    reasons: dict[str, float] = field(default_factory=dict)
    error: str = ""

    @property
    def times_the_least(self) -> float | None:
        """None where next to nothing ran."""
        least = self.seconds_ran - self.seconds_needless
        if self.seconds_ran < _LEAST_SECONDS * max(self.events, 1):
            return None
        return self.seconds_ran / max(least, _LEAST_SECONDS * self.events)


@click.command(help=__doc__)
@click.option(
    "--example", "names", multiple=True, metavar="NAME", help="Only this folder of examples/; may be repeated."
)
@click.option("--events", default=12, show_default=True, type=click.IntRange(1), help="Events of each example.")
@click.option("--seed", default=0, show_default=True, help="Chooses the events.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the sums there.")
def main(names: tuple[str, ...], events: int, seed: int, file: Path | None) -> None:
    """Print a line for each example, and the needless reasons that cost most."""
    found = [_measured(name, events, seed) for name in names or _examples()]
    click.echo(f"{'':24}events  regions ran  needless  body time ran  needless  times the least")
    for one in found:
        click.echo(_line(one))
    if file is not None:
        file.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n")


def _examples() -> list[str]:
    return sorted(path.parent.name for path in EXAMPLES.glob("*/app.py"))


def _measured(example: str, events: int, seed: int) -> Precision:
    """In a process of its own: examples share no modules, caches or settings."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "benchmarks.precision_of_one",
        str(EXAMPLES / example),
        str(events),
        str(seed),
    ]
    with tempfile.TemporaryFile("w+") as log:
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, timeout=_TIMEOUT_SECONDS, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            log.seek(0)
            return Precision(example, error=(log.read().strip().splitlines() or [str(error)])[-1])
    return Precision(**json.loads(done.stdout.splitlines()[-1]))


def _line(one: Precision) -> str:
    if one.error:
        return f"{one.example:24}{one.error}"
    regions, seconds = one.ran + one.skipped, one.seconds_ran + one.seconds_skipped
    ratio = one.times_the_least
    verdict = "" if ratio is None else f"{ratio:6.2f} ({'reached' if ratio <= AIM else 'missed'})"
    worst = Counter(one.reasons).most_common(1)
    why = f"  most needless: {worst[0][0]}" if worst and ratio is not None and ratio > AIM else ""
    return (
        f"{one.example:24}{one.events:6}  {_share(one.ran, regions):>11}  {_share(one.needless, regions):>8}"
        f"  {_share(one.seconds_ran, seconds):>13}  {_share(one.seconds_needless, seconds):>8}  {verdict}{why}"
    )


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def as_line(precision: Precision) -> str:
    """What `precision_of_one` prints last."""
    data: dict[str, Any] = asdict(precision)
    return json.dumps(data)


if __name__ == "__main__":
    main()
