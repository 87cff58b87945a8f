"""Findings as other programs read them: a line each, SARIF 2.1.0, GitHub's workflow commands.

Needs: findings whose paths are seen from where the command runs. Gives: text that ends with a newline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from reactor import __version__
from reactor.build.findings import Finding
from reactor.build.rules import Rule, rules

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# What other programs call our severities.
SARIF_LEVELS = {"info": "note", "warning": "warning", "error": "error"}
GITHUB_COMMANDS = {"info": "notice", "warning": "warning", "error": "error"}


def line(finding: Finding) -> str:
    """One finding on one line, as the errors of the command line are written; editors know its place from it."""
    return f"{finding.severity}: {finding.place}:{finding.column}: {_flat(finding.message)} ({finding.code})"


def github(findings: Iterable[Finding]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line,
        "endLine": finding.end_line,
        # GitHub takes columns only where both are on one line.
        **(
            {"col": finding.column, "endColumn": finding.end_column}
            if finding.line == finding.end_line and finding.column < finding.end_column
            else {}
        ),
        "title": finding.code,
    }
    given = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{GITHUB_COMMANDS[finding.severity]} {given}::{_escaped(finding.message)}"


def _escaped(text: str, also: str = "") -> str:
    for letter in f"%\r\n{also}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def sarif(findings: Sequence[Finding]) -> str:
    """A SARIF log with one run; of the rules, those that are used."""
    used = [rules()[code] for code in sorted({finding.code for finding in findings}) if code in rules()]
    index = {rule.code: number for number, rule in enumerate(used)}
    driver = {"name": "reactor", "version": __version__, "rules": [_rule(rule) for rule in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index) for finding in findings],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": f"The statement {rule.summary}"},
        "fullDescription": {"text": _flat(rule.why)},
        "help": {"text": rule.page(), "markdown": rule.page()},
        "defaultConfiguration": {"level": "note"},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    start = {"startLine": finding.line, "startColumn": finding.column}
    ends = (finding.end_line, finding.end_column) > (finding.line, finding.column)
    end = {"endLine": finding.end_line, "endColumn": finding.end_column} if ends else {}
    place = {"artifactLocation": {"uri": quote(finding.path)}, "region": {**start, **end}}
    return {
        "ruleId": finding.code,
        **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _flat(text: str) -> str:
    return " ".join(text.split())
