"""What of each file can be skipped, and why the rest cannot: `report.json` and `report.txt`.

Needs: a `Program`, its judgements, and what each region weighs. Gives: JSON data (reference: docs/graph.md), and the
text made from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from reactor.build.findings import findings
from reactor.build.verdict import Address, Judgement, Verdict
from reactor_runtime.program import ModuleProgram, Program, Region

SCHEMA = 1

NAME = "report.json"
# The report of the build before, for comparison.
PREVIOUS = "report.previous.json"

Report = dict[str, Any]


def build_report(
    program: Program,
    judgements: Mapping[Address, Judgement],
    diagnostics: Iterable[Mapping[str, object]] = (),
    weights: Mapping[Address, int] | None = None,
) -> Report:
    """The report as JSON data; `diagnostics` are what the compiler had to say about the app."""
    files = [_file(module, judgements, weights or {}) for module in program.modules]
    return {
        "schema": SCHEMA,
        "totals": _totals(judgement for judgement in judgements.values()),
        "files": files,
        "diagnostics": [dict(item) for item in diagnostics],
    }


def _file(module: ModuleProgram, judgements: Mapping[Address, Judgement], weights: Mapping[Address, int]) -> Report:
    of_module = [
        (region, judgements[module.index, region.id])
        for region in module.regions
        if (module.index, region.id) in judgements
    ]
    return {
        "path": module.path,
        "totals": _totals(judgement for _, judgement in of_module),
        "statements": [
            _statement(region, judgement, weights.get((module.index, region.id), 1)) for region, judgement in of_module
        ],
    }


def _statement(region: Region, judgement: Judgement, weight: int) -> Report:
    return {
        "region": region.id,
        **asdict(region.span),
        "kind": str(region.kind),
        "scope": region.scope,
        "source": region.source,
        "weight": weight,
        "verdict": str(judgement.verdict),
        "reasons": [asdict(reason) for reason in judgement.reasons],
        "notes": list(judgement.notes),
    }


def _totals(judgements: Iterable[Judgement]) -> dict[str, int]:
    found = Counter(judgement.verdict for judgement in judgements)
    return {"regions": found.total(), **{str(verdict): found[verdict] for verdict in Verdict}}


def print_report(report: Report) -> str:
    """The report as text; the same report gives the same text."""
    lines = [summary(report), "", *_heaviest_lines(report)]
    for file in report["files"]:
        lines += [f"{file['path']}: {describe(file['totals'])}", *_statement_lines(file["statements"]), ""]
    lines += [
        f"{item['severity']}: {item['path']}:{item['line']}: {item['message']} ({item['code']})"
        for item in report["diagnostics"]
        if item["severity"] != "info"
    ]
    return "\n".join(lines).rstrip() + "\n"


def summary(report: Report) -> str:
    """One line for the whole app."""
    number = len(report["files"])
    return f"{describe(report['totals'])}, in {number} file{'' if number == 1 else 's'}"


def describe(totals: Mapping[str, int]) -> str:
    """Totals as words."""
    number = totals["regions"]
    kinds = ", ".join(f"{totals[verdict]} {verdict}" for verdict in Verdict if totals[verdict])
    return f"{number} region{'' if number == 1 else 's'}" + (f": {kinds}" if kinds else "")


def skippable_share(totals: Mapping[str, int]) -> int:
    """Per cent of the regions that need not run at every event."""
    return round(100 * (totals["regions"] - totals[Verdict.ALWAYS]) / totals["regions"]) if totals["regions"] else 0


def _heaviest_lines(report: Report) -> list[str]:
    found = findings(report)
    if not found:
        return []
    return ["What always runs, heaviest first:", *(f"  {one.place}  {one.source}  ({one.code})" for one in found), ""]


def _statement_lines(statements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for statement in statements:
        first, *more = str(statement["source"]).splitlines() or [""]
        source = first + (" ..." if more else "")
        yield f"  {statement['line']:>5}  {statement['verdict']:<16}  {source}"
        for reason in statement["reasons"]:
            detail = f": {reason['detail']}" if reason["detail"] else ""
            yield f"         {reason['code']}, line {reason['line']}{detail}"
        for note in statement["notes"]:
            yield f"         note: {note}"
