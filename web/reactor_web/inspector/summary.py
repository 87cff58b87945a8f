"""Events as data for the browser.

An event's summary is enough for a timeline; its detail has a row for each region, in the order in which the walk met
them first. Regions go by ``"module:number"``, as in `graph.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from reactor_runtime.engine.trace import Outcome, Visit
from reactor_runtime.session.history import Event
from reactor_runtime.session.inspection import Position

Data = dict[str, Any]

# Enough to name an event by; a form can change dozens of widgets at once.
_MOST_CAUSES = 6
# A loop's iterations may each have a reason of their own.
_MOST_REASONS = 8
_OUTSIDE = ("widget ", "state ", "cache ")


def summarised(event: Event) -> Data:
    """What an event was and how much it did.

    ``ran``, ``skipped`` and ``equal`` count regions: one that stands in a loop ran if it did in any iteration, and gave
    an equal value if it did in all that ran. ``worked`` are the seconds spent in regions; ``whole`` adds for each skip
    what the last run took: the work that a full rerun would have done. ``causes`` are reasons from outside the script,
    each with its region.
    """
    return _summary(event, _rows(event.trace))


def detailed(event: Event) -> Data:
    """The summary, and what became of each region that the walk met."""
    rows = _rows(event.trace)
    return {**_summary(event, rows), "regions": rows}


def _summary(event: Event, rows: Mapping[str, Data]) -> Data:
    worked = sum(row["seconds"] for row in rows.values())
    return {
        "number": event.number,
        "at": event.at,
        "seconds": event.seconds,
        "ending": event.ending,
        "page": event.page,
        "ran": sum(row["ran"] > 0 for row in rows.values()),
        "skipped": sum(not row["ran"] for row in rows.values()),
        "equal": sum(0 < row["ran"] == row["equal"] for row in rows.values()),
        "worked": worked,
        "whole": worked + sum(row["saved"] for row in rows.values()),
        "first": any("first walk" in row["why"] for row in rows.values()),
        "causes": _causes(rows),
    }


def _rows(trace: Iterable[Visit]) -> dict[str, Data]:
    rows: dict[str, Data] = {}
    for visit in trace:
        key = f"{visit.module}:{visit.region}"
        row = rows.get(key)
        if row is None:
            row = rows[key] = {"ran": 0, "skipped": 0, "equal": 0, "seconds": 0.0, "saved": 0.0, "why": {}}
        if visit.outcome is Outcome.SKIPPED:
            row["skipped"] += 1
            row["saved"] += visit.saved
            continue
        row["ran"] += 1
        row["equal"] += visit.equal
        row["seconds"] += visit.seconds
        if visit.why in row["why"] or len(row["why"]) < _MOST_REASONS:
            row["why"][visit.why] = row["why"].get(visit.why, 0) + 1
    return rows


def _causes(rows: Mapping[str, Data]) -> list[list[str]]:
    """Reasons from outside, each with the first region that ran because of it."""
    causes: dict[str, str] = {}
    for key, row in rows.items():
        for why in row["why"]:
            if why.startswith(_OUTSIDE):
                causes.setdefault(why, key)
    return [[why, region] for why, region in causes.items()][:_MOST_CAUSES]


def placed(positions: Iterable[Position]) -> list[Data]:
    """Positions as data."""
    return [asdict(position) for position in positions]
