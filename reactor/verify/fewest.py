"""The fewest items that still show something, by trying: of events, and of statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def fewest(items: Sequence[T], holds: Callable[[tuple[T, ...]], bool], late: Callable[[], bool]) -> tuple[T, ...]:
    """Leave out what can be left out while ``holds`` is true: halves first, then ever smaller pieces.

    ``holds`` must be true of all the items. Ends early, with what is left by then, once ``late`` is true.
    """
    kept = tuple(items)
    size = len(kept)
    while size and not late():
        start, before = 0, len(kept)
        while start < len(kept) and not late():
            smaller = kept[:start] + kept[start + size :]
            if holds(smaller):
                kept = smaller
            else:
                start += size
        # Single items are gone through again: without one, another may have become needless.
        size = min(size // 2, len(kept)) if size > 1 else int(len(kept) < before)
    return kept


def needed(
    items: Sequence[T], suffices: Callable[[Sequence[T]], bool], late: Callable[[], bool]
) -> tuple[T, ...] | None:
    """The items, in order, that suffice where nothing does not: few, and the earliest that will do.

    None if not even all of them suffice, or once ``late`` is true before they are known.
    """
    if not suffices(items):
        return None
    found: list[T] = []
    rest = list(items)
    while not found or not suffices(found):
        # The shortest beginning that does, together with what is known to be needed, ends in another needed one.
        low, high = 0, len(rest)
        while high - low > 1:
            if late():
                return None
            middle = (low + high) // 2
            if suffices(rest[:middle] + found):
                high = middle
            else:
                low = middle
        if not high:
            return tuple(found)
        found.insert(0, rest[high - 1])
        rest = rest[: high - 1]
    return tuple(found)
