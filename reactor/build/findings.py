"""What a report has to say to somebody who wants less to run: the statements that always run, heaviest first.

Needs: a report. Gives: `Finding`s, which `reactor.build.formats` and the editor show each in their own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reactor.build.rules import rules
from reactor.build.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement that always runs, or one warning of the compiler.

    `path` is seen from the main script's folder; lines and columns count from 1, the end column is exclusive. `seconds`
    is what the statement took in an event on average, None if nobody measured it.
    """

    code: str
    severity: str
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    source: str
    weight: int
    seconds: float | None = None

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"


def findings(report: Mapping[str, Any], times: Mapping[tuple[str, int], float] | None = None) -> list[Finding]:
    """Warnings, then every statement that always runs, the heaviest first and else in program order.

    `times` are the seconds that regions took in an event, by path and number, where somebody measured them.
    """
    always = [
        _always(file["path"], statement, (times or {}).get((file["path"], statement["region"])))
        for file in report["files"]
        for statement in file["statements"]
        if statement["verdict"] == Verdict.ALWAYS
    ]
    return [*_warnings(report), *sorted(always, key=_heaviest_first)]


def _heaviest_first(finding: Finding) -> tuple[float, int]:
    return -(finding.seconds or 0.0), -finding.weight


def _always(path: str, statement: Mapping[str, Any], seconds: float | None) -> Finding:
    took = "" if seconds is None else f", {seconds * 1000:.1f} ms an event"
    return Finding(
        code=statement["reasons"][0]["code"],
        severity="info",
        message=f"always runs, as it {_said(statement['reasons'])}{took}",
        path=path,
        line=statement["line"],
        column=statement["column"] + 1,
        end_line=statement["end_line"],
        end_column=statement["end_column"] + 1,
        source=statement["source"],
        weight=statement["weight"],
        seconds=seconds,
    )


def _said(reasons: Sequence[Mapping[str, Any]]) -> str:
    """All reasons, each code's title once."""
    details: dict[str, dict[str, None]] = {}
    for reason in reasons:
        details.setdefault(reason["code"], {})[reason["detail"]] = None
    return " and ".join(
        ": ".join(part for part in (rules()[code].summary, "; ".join(filter(None, seen))) if part)
        for code, seen in details.items()
    )


def _warnings(report: Mapping[str, Any]) -> Iterator[Finding]:
    for item in report["diagnostics"]:
        if item["severity"] != "info":
            line, column = item["line"], item["column"] + 1
            place = (item["path"], line, column, line, column)
            yield Finding(item["code"], item["severity"], item["message"], *place, source="", weight=0)
