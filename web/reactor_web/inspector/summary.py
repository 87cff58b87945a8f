"""Events as data for the browser.

An event's summary is enough for a timeline; its detail has a row for each region, in the order in which the walk met
them first. Regions go by ``"module:number"``, as in `graph.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
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

    ``worked`` are the seconds spent in regions; ``whole`` adds for each region skipped what its last run took: the
    work that a full rerun would have done. ``causes`` are reasons from outside the script, each with its region.
    """
    ran = [visit for visit in event.trace if visit.outcome is Outcome.RAN]
    worked = sum(visit.seconds for visit in ran)
    return {
        "number": event.number,
        "at": event.at,
        "seconds": event.seconds,
        "ending": event.ending,
        "page": event.page,
        "ran": len(ran),
        "skipped": len(event.trace) - len(ran),
        "equal": sum(visit.equal for visit in ran),
        "worked": worked,
        "whole": worked + sum(visit.saved for visit in event.trace),
        "first": any(visit.why == "first walk" for visit in ran),
        "causes": _causes(ran),
    }


def detailed(event: Event) -> Data:
    """The summary, and what became of each region that the walk met."""
    regions: dict[str, Data] = {}
    for visit in event.trace:
        row = regions.setdefault(
            f"{visit.module}:{visit.region}",
            {"ran": 0, "skipped": 0, "equal": 0, "seconds": 0.0, "saved": 0.0, "why": {}},
        )
        if visit.outcome is Outcome.RAN:
            row["ran"] += 1
            row["equal"] += visit.equal
            row["seconds"] += visit.seconds
            if visit.why in row["why"] or len(row["why"]) < _MOST_REASONS:
                row["why"][visit.why] = row["why"].get(visit.why, 0) + 1
        else:
            row["skipped"] += 1
            row["saved"] += visit.saved
    return {**summarised(event), "regions": regions}


def placed(positions: Iterable[Position]) -> list[Data]:
    """Positions as data."""
    return [asdict(position) for position in positions]


def _causes(ran: Iterable[Visit]) -> list[list[str]]:
    causes = {visit.why: f"{visit.module}:{visit.region}" for visit in reversed(list(ran)) if _is_outside(visit.why)}
    return [[why, region] for why, region in reversed(causes.items())][:_MOST_CAUSES]


def _is_outside(why: str) -> bool:
    return why.startswith(_OUTSIDE)
