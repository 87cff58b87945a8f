"""Where two moments part: paths, and both sides' values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reactor.verify.plain import Plain
from reactor.verify.play import Moment

MISSING = "<nothing>"


@dataclass(frozen=True, slots=True)
class Difference:
    """`path` leads into a moment; `full` is what Streamlit's own runner gives there."""

    path: tuple[str | int, ...]
    full: Plain
    ours: Plain

    def __str__(self) -> str:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path).lstrip(".")
        return f"{where}\n    full: {_short(self.full)}\n    ours: {_short(self.ours)}"


def differences(full: Plain, ours: Plain, path: tuple[str | int, ...] = ()) -> Iterator[Difference]:
    """All places where the two differ, in order; a list of another length is one difference at its first change."""
    if isinstance(full, dict) and isinstance(ours, dict):
        for key in [*full, *(key for key in ours if key not in full)]:
            yield from differences(full.get(key, MISSING), ours.get(key, MISSING), (*path, key))
    elif isinstance(full, list | tuple) and isinstance(ours, list | tuple):
        yield from _lists(list(full), list(ours), path)
    elif full != ours or type(full) is not type(ours):
        yield Difference(path, full, ours)


def _lists(full: list[Plain], ours: list[Plain], path: tuple[str | int, ...]) -> Iterator[Difference]:
    for index, (left, right) in enumerate(zip(full, ours, strict=False)):
        found = list(differences(left, right, (*path, index)))
        yield from found
        if found and len(full) != len(ours):
            return
    if len(full) != len(ours):
        index = min(len(full), len(ours))
        yield Difference((*path, index), full[index:] or MISSING, ours[index:] or MISSING)


def masked(found: list[Difference], unsteady: set[tuple[str | int, ...]]) -> list[Difference]:
    """The differences at places where the oracle agrees with itself."""
    return [one for one in found if not any(one.path[: len(place)] == place for place in unsteady)]


def _short(value: Plain) -> str:
    text = repr(value)
    return text if len(text) <= 600 else f"{text[:600]}..."


@dataclass(frozen=True, slots=True)
class Parting:
    """The first moment at which two recordings differ."""

    moment: int
    title: str
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        found = "\n".join(str(one) for one in self.differences[:5])
        more = f"\n... and {len(self.differences) - 5} more" if len(self.differences) > 5 else ""
        return f"after event {self.moment} ({self.title}):\n{found}{more}"


Places = dict[int, set[tuple[str | int, ...]]]


def first_parting(full: Sequence[Moment], ours: Sequence[Moment], unsteady: Places | None = None) -> Parting | None:
    """Where `ours` first differs from `full`, leaving out what the oracle itself is unsteady about."""
    for index, left in enumerate(full):
        if index >= len(ours):
            return Parting(index, left.title, (Difference((), left.title, MISSING),))
        found = list(differences(left.compared, ours[index].compared))
        kept = masked(found, (unsteady or {}).get(index, set()))
        if kept:
            return Parting(index, left.title, tuple(kept))
    return None


def unsteady_partings(first: Sequence[Moment], second: Sequence[Moment]) -> tuple[Parting, ...]:
    """Every moment at which two recordings of the oracle differ."""
    found = (
        (index, left.title, tuple(differences(left.compared, right.compared)))
        for index, (left, right) in enumerate(zip(first, second, strict=False))
    )
    return tuple(Parting(*one) for one in found if one[2])


def unsteady_places(first: Sequence[Moment], second: Sequence[Moment]) -> Places:
    """Where two recordings of the oracle differ: the clock, the network, a thread."""
    return {
        index: {one.path for one in differences(left.compared, right.compared)}
        for index, (left, right) in enumerate(zip(first, second, strict=False))
    }
