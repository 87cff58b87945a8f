"""The texts that belong to the codes in a report, as `reactor rule` and `reactor explain` show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reactor.diagnostics import texts


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: a line, why it is so, and what the author of a script can do about it."""

    code: str
    summary: str
    why: str
    advice: str

    def text(self) -> str:
        """Everything about it, to read."""
        advice = f"What to do: {self.advice}" if self.advice else "Nothing needs doing."
        return "\n\n".join((f"{self.code}: {self.summary}", self.why, advice))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {
        code: Rule(code, text.title, text.explanation.strip(), text.advice.strip()) for code, text in texts().items()
    }
