"""Lines of the transpiled script, each with the source line it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

STEP = 4
"""Columns that a guard adds."""


@dataclass(frozen=True, slots=True)
class Line:
    """``source`` is the line of the script, ``added`` the columns by which it was moved to the right."""

    text: str
    source: int
    added: int


@dataclass(eq=False)
class Output:
    """Lines under construction."""

    lines: list[Line] = field(default_factory=list)

    def add(self, text: str, source: int, added: int) -> None:
        self.lines.append(Line(text, source, added))

    def text(self) -> str:
        return "".join(f"{line.text}\n" for line in self.lines)
