"""A stand-in for ``_r`` with which a transpiled script is an ordinary script: every region runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any


class Inert:
    """Answers True to every guard, and notes the regions that began and completed."""

    def __init__(self) -> None:
        self.ran: list[int] = []
        self.completed: list[int] = []

    def run(self, number: int, _namespace: dict[str, Any] | None = None) -> bool:
        self.ran.append(number)
        return True

    def done(self, number: int, _namespace: dict[str, Any] | None = None) -> None:
        self.completed.append(number)

    def keep(self, number: int, value: Any) -> Any:
        self.completed.append(number)
        return value

    def kept(self, number: int) -> Any:
        raise AssertionError(f"region {number} was not skipped")

    values = kept

    def loop(self, _number: int, iterable: Iterable[Any]) -> Iterable[Any]:
        return iterable

    @contextmanager
    def frame(self, _number: int) -> Iterator[None]:
        yield
