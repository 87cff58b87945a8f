"""Write the pages of this folder that have their source elsewhere: `python docs/generate.py`.

A page of docs/codes for each code comes from reactor/diagnostics.toml. A test compares what lies here with what
would be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reactor.build.rules import rules

DOCS = Path(__file__).parent

CODES = """\
# The codes of a report

Why a statement runs at every event. `reactor rule CODE` prints a code's page in the terminal.

| code | the statement |
|---|---|
"""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page, with its text."""
    yield DOCS / "codes" / "README.md", codes()
    for rule in rules().values():
        yield DOCS / "codes" / f"{rule.code}.md", rule.page()


def codes() -> str:
    """The list of all codes."""
    rows = (f"| [{code}]({code}.md) | {rules()[code].summary} |\n" for code in sorted(rules()))
    return CODES + "".join(rows)


def main() -> None:
    """Write what is not there or not true any more."""
    for path, text in pages():
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
