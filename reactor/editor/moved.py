"""Where the lines of a text that was analysed are in the text as it is now.

Typing changes one place: what stands before it is where it was, what stands after it has moved as a whole, and of the
lines in between nothing is known until they have been analysed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile


class Moved:
    """Lines count from 0; `then` are those that were analysed."""

    def __init__(self, then: Sequence[str], now: Sequence[str]) -> None:
        shorter = min(len(then), len(now))
        self._same = _equal(then, now)
        self._after = min(_equal(then[::-1], now[::-1]), shorter - self._same)
        self._then = len(then)
        self._by = len(now) - len(then)

    def now(self, line: int) -> int | None:
        """Where a line is that was analysed; None where it may have been changed."""
        if line < self._same:
            return line
        return line + self._by if self._then - self._after <= line else None

    def then(self, line: int) -> int | None:
        """The line that was analysed, of one that is there now; None where it may be a new one."""
        if line < self._same:
            return line
        return line - self._by if self._then - self._after <= line - self._by else None


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
