"""What the author of a script says about a statement in a comment: `# reactor: pure`.

Purpose: the claims of a file by line, and the comments that cannot be meant. Needs: the text and the tree of the file.
Gives: `Overrides`.
Example: `model = lab.load("m.bin")  # reactor: pure`.

A comment at the end of a line belongs to the statement on that line, be it on its first line or a later one; at the end
of the head of a block (`def`, `for`, `with`, ...) it holds for the whole block, where comments inside go before.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import libcst as cst
from libcst.metadata import CodeRange

from .tree import walk

_COMMENT = re.compile(r"#\s*reactor\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a comment says. ``closed``: what the statement calls does nothing but compute from what it is given, and
    read what ``reason`` names. ``reason``: the code of why it runs in every walk, None if it need not.
    """

    closed: bool
    reason: str | None = None


VOCABULARY: Mapping[str, Meaning] = {
    "pure": Meaning(closed=True),
    "always": Meaning(closed=False, reason="declared"),
    "reads clock": Meaning(closed=True, reason="clock"),
    "reads environment": Meaning(closed=True, reason="environment"),
    "reads file": Meaning(closed=True, reason="file-read"),
    "reads network": Meaning(closed=True, reason="network"),
}


@dataclass(frozen=True, eq=False)
class Override:
    """One comment, at the place where it stands; two of them are never the same."""

    line: int
    column: int
    words: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A comment that says nothing known (``words`` not in `VOCABULARY`), or that belongs to no statement."""

    line: int
    column: int
    words: str


@dataclass(frozen=True, eq=False)
class Overrides:
    """The comments of one file. ``by_line``: what holds for code that begins on a line."""

    by_line: Mapping[int, Override] = field(default_factory=dict)
    found: tuple[Override, ...] = ()
    misplaced: tuple[Misplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class _Statement:
    """The lines of a statement: its head, which for a simple one is all of it, and to the end of its block."""

    first: int
    head: int
    last: int


def find_overrides(text: str, tree: cst.Module, positions: Mapping[cst.CSTNode, CodeRange]) -> Overrides:
    """Read the comments of a file that parsed."""
    if not _COMMENT.search(text):
        return Overrides()
    # Inner statements come after those around them, so that their comments go before.
    statements = list(_statements(tree, positions))
    placed: list[tuple[int, Override]] = []
    misplaced: list[Misplaced] = []
    for line, column, words, after_code in _comments(text):
        owner = next((n for n, item in enumerate(statements[::-1]) if item.first <= line <= item.head), None)
        if words not in VOCABULARY or not after_code or owner is None:
            misplaced.append(Misplaced(line, column, words))
        else:
            placed.append((len(statements) - 1 - owner, Override(line, column, words, VOCABULARY[words])))
    by_line: dict[int, Override] = {}
    for number, override in sorted(placed, key=lambda item: item[0]):
        statement = statements[number]
        by_line |= dict.fromkeys(range(statement.first, statement.last + 1), override)
    return Overrides(by_line, tuple(override for _, override in placed), tuple(misplaced))


def _comments(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Line, column, words, and whether code stands before it, of each comment that addresses Reactor."""
    for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
        if token.type == tokenize.COMMENT:
            for match in _COMMENT.finditer(token.string):
                words = " ".join(match[1].split())
                yield token.start[0], token.start[1] + match.start(), words, bool(token.line[: token.start[1]].strip())


def _statements(tree: cst.Module, positions: Mapping[cst.CSTNode, CodeRange]) -> Iterator[_Statement]:
    for node in walk(tree):
        place = positions.get(node)
        if isinstance(node, cst.SimpleStatementLine) and place is not None:
            yield _Statement(place.start.line, place.end.line, place.end.line)
            continue
        body = getattr(node, "body", None)
        if not isinstance(body, cst.BaseSuite) or place is None or not body.body:
            continue
        first, last = place.start.line, positions[body.body[-1]].end.line
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            first = positions[node.decorators[0]].start.line
        own_line = isinstance(body, cst.IndentedBlock)
        yield _Statement(first, _start(body.body[0], positions) - 1 if own_line else last, last)


def _start(node: cst.CSTNode, positions: Mapping[cst.CSTNode, CodeRange]) -> int:
    decorators = node.decorators if isinstance(node, (cst.FunctionDef, cst.ClassDef)) else ()
    return positions[decorators[0] if decorators else node].start.line
