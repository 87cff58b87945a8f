"""The texts that belong to the codes in a report, as `reactor rule`, `reactor explain` and docs/codes show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reactor.diagnostics import texts

NOTHING_TO_DO = "Nothing: this is what the statement is for, and it costs what it costs under Streamlit."


@dataclass(frozen=True, slots=True)
class Rule:
    """One code.

    `summary` completes "it runs every time because it ...", `seen` is what the compiler found, `why` why it matters,
    `advice` what the author of a script can do about it. `example` is a script with it, `instead` one without.
    """

    code: str
    summary: str
    seen: str
    why: str
    advice: str
    example: str
    instead: str

    def page(self) -> str:
        """Everything about it, as Markdown: what `reactor rule` prints, and the code's page in docs/codes."""
        parts = [
            f"# {self.code}: {self.summary}",
            f"## What was seen\n\n{self.seen}",
            f"## Why it matters\n\n{self.why}",
            f"## What to do\n\n{self.advice or NOTHING_TO_DO}",
            f"## An example\n\n{_fenced(self.example)}",
            *([f"Without it:\n\n{_fenced(self.instead)}"] if self.instead else []),
        ]
        return "\n\n".join(parts) + "\n"


def _fenced(code: str) -> str:
    return f"```python\n{code}\n```"


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {
        code: Rule(
            code,
            text.title,
            text.seen.strip(),
            text.explanation.strip(),
            text.advice.strip(),
            text.example.strip(),
            text.instead.strip(),
        )
        for code, text in texts().items()
    }
