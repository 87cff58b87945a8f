"""Parse one file.

Purpose: a LibCST tree, the position of every node, and which physical lines begin inside a string.
Needs: the text of the file. Gives: `Source`, or `CompileError` where Python would raise SyntaxError.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from reactor_runtime.program import Span

from .overrides import Overrides, find_overrides
from .tree import walk

# LibCST counts lines like this; str.splitlines would also split at form feeds.
_NEWLINE = re.compile(r"\r\n?|\n")


class CompileError(Exception):
    """A file that is not Python: where, and what the parser says."""

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.path = path
        self.line = line
        self.column = column
        self.message = message


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """One parsed file.

    ``name`` is ``"__main__"`` for the main script and pages, else the import name; ``script`` tells the two apart.
    ``string_lines`` are the lines that begin inside a string, so that their indentation is data.
    """

    index: int
    name: str
    path: str
    text: str
    lines: tuple[str, ...]
    tree: cst.Module
    positions: Mapping[cst.CSTNode, CodeRange]
    string_lines: frozenset[int]
    overrides: Overrides

    @property
    def script(self) -> bool:
        return self.name == "__main__"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def line(self, node: cst.CSTNode) -> int:
        """The line on which a node begins."""
        return self.span(node).line

    def span(self, node: cst.CSTNode) -> Span:
        """Where a node stands; decorators belong to what they decorate, parentheses around an expression do not."""
        place = self.positions[node]
        start = place.start
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
            start = self.positions[node.decorators[0]].start
        return Span(start.line, start.column, place.end.line, place.end.column)

    def cut(self, span: Span) -> str:
        """The text of a span."""
        if span.line == span.end_line:
            return self.lines[span.line - 1][span.column : span.end_column]
        middle = self.lines[span.line : span.end_line - 1]
        last = self.lines[span.end_line - 1][: span.end_column]
        return "\n".join((self.lines[span.line - 1][span.column :], *middle, last))


def parse_source(text: str, path: str, name: str = "__main__", index: int = 0) -> Source:
    """Parse a file. Raises `CompileError` on a syntax error."""
    text = text.removeprefix("\ufeff")
    try:
        wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    except cst.ParserSyntaxError as error:
        raise _compile_error(text, path, error) from None
    positions = wrapper.resolve(PositionProvider)
    return Source(
        index=index,
        name=name,
        path=path,
        text=text,
        lines=tuple(_NEWLINE.split(text)),
        tree=wrapper.module,
        positions=positions,
        string_lines=_string_lines(wrapper.module, positions),
        overrides=find_overrides(text, wrapper.module, positions),
    )


def _compile_error(text: str, path: str, error: cst.ParserSyntaxError) -> CompileError:
    """Python's own words where it refuses the file too: they name the fault better than a grammar does."""
    try:
        compile(text, path, "exec", dont_inherit=True)
    except SyntaxError as own:
        return CompileError(path, own.lineno or 1, max((own.offset or 1) - 1, 0), own.msg)
    except ValueError as own:
        return CompileError(path, 1, 0, str(own))
    return CompileError(path, error.raw_line, error.raw_column, error.message)


def _string_lines(tree: cst.Module, positions: Mapping[cst.CSTNode, CodeRange]) -> frozenset[int]:
    inside: set[int] = set()
    for node in walk(tree):
        if isinstance(node, (cst.SimpleString, cst.FormattedString)):
            place = positions[node]
            inside.update(range(place.start.line + 1, place.end.line + 1))
    return frozenset(inside)
