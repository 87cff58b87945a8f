"""Makes a script and events that disagree small: whatever can be left out while they still disagree is left out."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reactor.verify.events import Event
from reactor.verify.fewest import fewest

Disagrees = Callable[[str, Sequence[Event]], bool]


def reduced(
    source: str, events: Sequence[Event], disagrees: Disagrees, seconds: float
) -> tuple[str, tuple[Event, ...]]:
    """The smallest script and events found within a time; `source` with `events` must disagree."""
    deadline = time.monotonic() + seconds
    kept = tuple(events)

    def late() -> bool:
        return time.monotonic() > deadline

    while not late():
        before = source, kept
        kept = fewest(kept, partial(disagrees, source), late)
        source = _smaller(source, partial(_holds, disagrees, kept), late)
        if (source, kept) == before:
            break
    return source, kept


def _holds(disagrees: Disagrees, events: Sequence[Event], text: str) -> bool:
    return disagrees(text, events)


def _smaller(source: str, holds: Callable[[str], bool], late: Callable[[], bool]) -> str:
    size = max(1, len(ast.parse(source).body) // 2)
    while size:
        number = 0
        while not late():
            candidate = _without(source, number, size)
            if candidate is None:
                break
            if candidate != source and holds(candidate):
                source = candidate
            else:
                number += size
        size //= 2
    number = 0
    while not late():
        candidate = _unwrapped(source, number)
        if candidate is None:
            break
        if candidate != source and holds(candidate):
            source = candidate
        else:
            number += 1
    return source


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block


def _without(source: str, number: int, size: int) -> str | None:
    """The script without ``size`` statements of one block, from the statement ``number`` on; None past the end."""
    tree = ast.parse(source)
    passed = 0
    for block in _blocks(tree):
        if number < passed + len(block):
            at = number - passed
            del block[at : at + size]
            if not block and block is not tree.body:
                block.append(ast.Pass())
            return _text(tree)
        passed += len(block)
    return None


def _unwrapped(source: str, number: int) -> str | None:
    """The script with the body of compound statement ``number`` in its place."""
    tree = ast.parse(source)
    passed = 0
    for block in _blocks(tree):
        for at, statement in enumerate(block):
            if not isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.Try):
                continue
            if passed == number:
                block[at : at + 1] = statement.body
                return _text(tree)
            passed += 1
    return None


def _text(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
