"""Write the pages of this folder that have their source elsewhere: `python docs/generate.py`.

A page of docs/codes for each code comes from reactor/diagnostics.toml, commands.md from the help of the commands. A
test compares what lies here with what would be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from reactor.build.rules import rules
from reactor.cli import main as reactor

DOCS = Path(__file__).parent

CODES = """\
# The codes of a report

Why a statement runs at every event. `reactor rule CODE` prints a code's page in the terminal.

| code | the statement |
|---|---|
"""


COMMANDS = """\
# Commands

`reactor COMMAND --help` prints the same. Exit codes stand in the [README](../README.md#when-something-is-wrong).
"""

WIDTH = 100


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page, with its text."""
    yield DOCS / "commands.md", commands()
    yield DOCS / "codes" / "README.md", codes()
    for rule in rules().values():
        yield DOCS / "codes" / f"{rule.code}.md", rule.page()


def codes() -> str:
    """The list of all codes."""
    rows = (f"| [{code}]({code}.md) | {rules()[code].summary} |\n" for code in sorted(rules()))
    return CODES + "".join(rows)


def commands() -> str:
    """The help of every command."""
    above = click.Context(reactor, info_name="reactor", **reactor.context_settings)
    parts = [COMMANDS]
    for name in sorted(reactor.commands):
        command = reactor.commands[name]
        context = click.Context(command, above, name, terminal_width=WIDTH, max_content_width=WIDTH)
        parts.append(f"\n## reactor {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "".join(parts)


def main() -> None:
    """Write what is not there or not true any more."""
    for path, text in pages():
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
