"""A compiled app in the words of its author: the report and the graph.

Needs: what the compiler gives. Gives: both, with files named by their place beside the main script and statements on
one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reactor.build import sources, verdict
from reactor.build.graph import Graph, build_graph
from reactor.build.outline import Outline, outline
from reactor.build.report import Report, build_report
from reactor.build.weight import Scale
from reactor_runtime.program import Program, Region

if TYPE_CHECKING:
    from reactor.pipeline import Compiled

# Letters of a statement that reports and drawings show.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Described:
    """The report, and the graph that goes with it."""

    report: Report
    graph: Graph


def describe(script: Path, compiled: Compiled) -> Described:
    """Describe the app of a main script."""
    program = compiled.program
    judgements = verdict.judge(program)
    named = _named_from(script.parent, program, compiled.texts)
    report = build_report(named, judgements, _said(script.parent, compiled), _weights(program, compiled.texts))
    return Described(report, build_graph(named, judgements, _outlines(program, compiled.texts)))


def _named_from(folder: Path, program: Program, texts: Mapping[str, str]) -> Program:
    """The program as its author speaks of it: files by their place beside the main script, statements on one line."""
    modules = (
        replace(
            module,
            path=sources.relative(Path(module.path), folder),
            regions=tuple(_on_one_line(module.regions, sources.lines_of(texts[module.path]))),
        )
        for module in program.modules
    )
    return replace(program, modules=tuple(modules))


def _on_one_line(regions: Iterable[Region], lines: Sequence[str]) -> Iterator[Region]:
    """Regions with all of their source on one line; of a block, its first line alone."""
    for region in regions:
        span = region.span
        whole = "\n".join(lines[span.line - 1 : span.end_line])
        whole = whole[span.column : len(whole) - len(lines[span.end_line - 1]) + span.end_column]
        block = region.source.rstrip().endswith(":") or region.source.startswith("@")
        yield region if block or "\n" not in whole else replace(region, source=_shortened(whole))


def _shortened(source: str) -> str:
    joined = " ".join(source.split())
    for opening, closing in (("( ", "("), ("[ ", "["), ("{ ", "{"), (" )", ")"), (" ]", "]"), (" }", "}"), (" .", ".")):
        joined = joined.replace(opening, closing)
    return joined if len(joined) <= LONGEST else f"{joined[: LONGEST - 3]}..."


def _said(folder: Path, compiled: Compiled) -> list[dict[str, object]]:
    return [{**asdict(item), "path": sources.relative(Path(item.path), folder)} for item in compiled.diagnostics]


def _weights(program: Program, texts: Mapping[str, str]) -> dict[verdict.Address, int]:
    """What each region weighs."""
    scales = {module.index: Scale(texts[module.path]) for module in program.modules}
    return {
        (module.index, region.id): scales[module.index].weigh(region.span, region.loop_depth)
        for module in program.modules
        for region in module.regions
    }


def _outlines(program: Program, texts: Mapping[str, str]) -> dict[int, Outline]:
    """The nesting of each file, by module."""
    return {module.index: outline(texts[module.path]) for module in program.modules}
