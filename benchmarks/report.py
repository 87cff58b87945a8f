"""A benchmark's numbers as a table for a person, and as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from benchmarks.apps import App
from benchmarks.rounds import Measured, Outcome
from benchmarks.servers import REACTOR, SHIPPED, TUNED

FIRST_RUN_AIM = 1.15


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of a sample, and where its lowest and highest tenth begin."""

    median: float
    p10: float
    p90: float


def spread(values: Sequence[float]) -> Spread:
    """Of at least one value."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return Spread(statistics.median(values), tenths[0], tenths[-1])


def latency(measured: Measured) -> Spread:
    """Seconds of an event."""
    return spread([event.seconds for event in measured.events])


def first_run(measured: Measured) -> float:
    """Seconds of a session's first run; the process's very first one, which imports, only if there is no other."""
    runs = [run.seconds for run in measured.first_runs]
    return statistics.median(runs[1:] or runs)


def table(outcome: Outcome) -> str:
    """An app's measurements."""
    heads = ("", "median", "p10", "p90", "CPU", "bytes", "messages", "deltas", "first run", "very first", "a session")
    rows = [heads, *(_row(measured) for measured in outcome.measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = [f"{outcome.app.name}: {outcome.app.title}"]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  " + "  ".join(cells).rstrip())
    lines += [f"  {line}" for line in _ratios(outcome)]
    for name, why in outcome.failures.items():
        lines.append(f"  {name} did not start: " + " / ".join(line.strip() for line in why.splitlines()[-3:]))
    for name, where in outcome.disagreements.items():
        lines.append(f"  {name} DOES NOT SHOW THE SAME PAGE, so its numbers mean nothing: {where}")
    return "\n".join(lines)


def _row(measured: Measured) -> tuple[str, ...]:
    seconds, count = latency(measured), len(measured.events)
    return (
        measured.contender,
        _ms(seconds.median),
        _ms(seconds.p10),
        _ms(seconds.p90),
        _ms(measured.cpu_seconds / count),
        f"{statistics.median(event.received for event in measured.events):,.0f}",
        f"{statistics.median(event.messages for event in measured.events):g}",
        f"{statistics.median(event.deltas for event in measured.events):g}",
        _ms(first_run(measured)),
        _ms(measured.first_runs[0].seconds),
        f"{measured.session_bytes / 2**20:.1f} MiB",
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def ratios(outcome: Outcome) -> dict[str, float]:
    """How many times longer Streamlit's event takes than Reactor's, and Reactor's first run than Streamlit's."""
    by_name = {measured.contender: measured for measured in outcome.measured}
    ours = by_name.get(REACTOR)
    if ours is None:
        return {}
    found = {name: latency(by_name[name]).median / latency(ours).median for name in (SHIPPED, TUNED) if name in by_name}
    others = {name: first_run(by_name[name]) for name in (SHIPPED, TUNED) if name in by_name}
    return found | {f"first run / {name}": first_run(ours) / seconds for name, seconds in others.items()}


def cpu_ratios(outcome: Outcome) -> dict[str, float]:
    """How many times more of the processor Streamlit's event takes; other programs hardly disturb this."""
    used = {measured.contender: measured.cpu_seconds for measured in outcome.measured}
    ours = used.pop(REACTOR, 0.0)
    return {name: seconds / ours for name, seconds in used.items()} if ours else {}


def _ratios(outcome: Outcome) -> list[str]:
    lines = []
    cpu = cpu_ratios(outcome)
    for name, ratio in ratios(outcome).items():
        if name in (SHIPPED, TUNED):
            judged = _judge(_event_aim(outcome.app, name), ratio, float.__ge__)
            processor = f"; of the processor {cpu[name]:.1f}" if name in cpu else ""
            lines.append(f"{name} / reactor: {ratio:.1f}{judged}{processor}")
        else:
            lines.append(f"reactor's {name}: {ratio:.2f}{_judge(FIRST_RUN_AIM, ratio, float.__le__)}")
    return lines


def _event_aim(app: App, name: str) -> float | None:
    if app.aim is None:
        return None
    return app.aim.as_shipped if name == SHIPPED else app.aim.tuned


def _judge(aim: float | None, ratio: float, holds: Callable[[float, float], bool]) -> str:
    if aim is None:
        return ""
    return f" (aim {aim:g}: {'reached' if holds(ratio, aim) else 'missed'})"


def as_json(outcome: Outcome) -> dict[str, object]:
    """Every sample of an app."""
    return {
        "app": outcome.app.name,
        "title": outcome.app.title,
        "ratios": ratios(outcome),
        "cpu_ratios": cpu_ratios(outcome),
        "contenders": [
            asdict(measured) | {"event_seconds": asdict(latency(measured)), "first_run_seconds": first_run(measured)}
            for measured in outcome.measured
        ],
        "disagreements": outcome.disagreements,
        "failures": outcome.failures,
    }
