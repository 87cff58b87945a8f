"""What the language server says about a file: diagnostics, hovers, hints, references, in the protocol's types.

Needs: an analysis. Gives: places in the text that was analysed, with lines from 0 and columns in letters, as Python
counts them; the server moves them to where they are now, and turns them into what the editor counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from reactor.build.drawing.words import cause
from reactor.build.explain import explain_region, regions_at, reruns_on
from reactor.build.findings import findings
from reactor.build.graph import Graph
from reactor.build.verdict import Verdict
from reactor.editor.apps import Analysis

SOURCE = "reactor"

SEVERITIES = {
    "info": types.DiagnosticSeverity.Information,
    "warning": types.DiagnosticSeverity.Warning,
    "error": types.DiagnosticSeverity.Error,
}


def diagnostics(analysis: Analysis, path: Path) -> list[types.Diagnostic]:
    """What the report says about a file."""
    if analysis.described is None:
        return []
    name = analysis.name(path)
    return [
        types.Diagnostic(
            range=place(one.line, one.column - 1, one.end_line, one.end_column - 1),
            message=one.message,
            severity=SEVERITIES[one.severity],
            code=one.code,
            source=SOURCE,
        )
        for one in findings(analysis.described.report)
        if one.path == name
    ]


def fault(analysis: Analysis, path: Path) -> types.Diagnostic | None:
    """Why the app cannot be compiled, if that is because of the file; its place is in the present text."""
    problem = analysis.problem
    if problem is None or (problem.path or analysis.script).resolve() != path:
        return None
    line, column = problem.line or 1, problem.column or 0
    return types.Diagnostic(
        range=place(line, column, line, column + 1),
        message=problem.message,
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )


def hover(analysis: Analysis, path: Path, line: int) -> str | None:
    """What `reactor explain` says about the statement on a line that counts from 0."""
    if analysis.described is None:
        return None
    graph = analysis.described.graph
    regions = regions_at(graph, analysis.name(path), line + 1)
    return "\n".join(explain_region(graph, region) for region in regions) or None


def hints(analysis: Analysis, path: Path) -> list[types.InlayHint]:
    """Behind each statement what makes it run, once a line. Statements that run once have none."""
    if analysis.described is None:
        return []
    graph = analysis.described.graph
    names = reruns_on(graph)
    lines = analysis.lines[path]
    found: dict[int, types.InlayHint] = {}
    for node, region in regions_of(graph, analysis.name(path)):
        said = _hint(region, names[node])
        # What a definition runs on, or a loop with all that is in it, is not told at its end.
        line = region["line"] - 1 if region["kind"] == "definition" else region["end_line"] - 1
        if said and line not in found:
            position = types.Position(line, len(lines[line].rstrip()))
            tooltip = "; ".join(cause(reason) for reason in region["reasons"]) or None
            found[line] = types.InlayHint(position, said, padding_left=True, tooltip=tooltip)
    return list(found.values())


def _hint(region: dict[str, Any], names: list[str]) -> str:
    if region["verdict"] == Verdict.ALWAYS:
        return f"always runs: {', '.join(dict.fromkeys(reason['code'] for reason in region['reasons']))}"
    return f"reruns on: {', '.join(names)}" if names else ""


def references(analysis: Analysis, path: Path, line: int, *, itself: bool) -> list[tuple[Path, types.Range]]:
    """All statements that depend on the one on a line (on a widget, say); with `itself`, that one too."""
    if analysis.described is None:
        return []
    graph = analysis.described.graph
    start = regions_at(graph, analysis.name(path), line + 1)
    after = regions_after(graph, start)
    wanted = after.union(start) if itself else after.difference(start)
    return [
        (
            (analysis.script.parent / data["path"]).resolve(),
            place(data["line"], data["column"], data["end_line"], data["end_column"]),
        )
        for node, data in graph.nodes(data=True)
        if node in wanted
    ]


def regions_after(graph: Graph, nodes: list[str]) -> set[str]:
    """The regions that depend on any of these."""
    import networkx

    after: set[str] = set().union(*(networkx.descendants(graph, node) for node in nodes))
    return {node for node in after if graph.nodes[node]["node"] == "region"}


def regions_of(graph: Graph, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for node, data in graph.nodes(data=True):
        if data["node"] == "region" and data["path"] == name:
            yield node, data


def place(line: int, column: int, end_line: int, end_column: int) -> types.Range:
    """A range of lines that count from 1."""
    return types.Range(types.Position(line - 1, column), types.Position(end_line - 1, end_column))
