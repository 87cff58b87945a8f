"""The compiler: one straight line from files to a `Program`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reactor.bind import bind
from reactor.diagnostics import Diagnostic, report
from reactor.effects.app import index_app
from reactor.effects.call_sites import CallSites
from reactor.effects.drawing import find_drawing
from reactor.effects.evaluate import evaluate
from reactor.effects.infer import Types
from reactor.effects.partition import Partition, partition
from reactor.effects.signatures import SignatureError, Signatures, load, load_with
from reactor.effects.state_types import StateTypes
from reactor.emit import transpile
from reactor.graph import Graph, build_graph, may_write
from reactor.parse import CompileError, Source, discover, parse_source
from reactor.project import Project, ProjectError, find_project
from reactor.remarks import remarks
from reactor_runtime.program import ModuleProgram, Program

__all__ = ["CompileError", "Compiled", "ProjectError", "compile_app", "compile_source"]


@dataclass(frozen=True)
class Compiled:
    """A program, what there is to say about the script, and the texts it was compiled from, by `ModuleProgram.path`."""

    program: Program
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = field(repr=False)


def compile_app(main_script: Path, unsaved: Mapping[Path, str] | None = None) -> Compiled:
    """Compile an app, with the `unsaved` texts in the place of files.

    Raises `CompileError` on a syntax error in any of its files, and `ProjectError`.
    """
    return _compile(discover(main_script, unsaved or {}), find_project(main_script))


def compile_source(source: str, path: str, name: str = "__main__") -> Compiled:
    """Compile one text on its own; what it imports is not followed."""
    return _compile([parse_source(source, path, name)])


def _compile(sources: list[Source], project: Project | None = None) -> Compiled:
    signatures = _signatures(project)
    modules = tuple(bind(source) for source in sources)
    app = index_app(modules)
    types = Types(app, signatures)
    sites = CallSites(app, types)
    types.parameter_type = sites.parameter_type
    types.state_type = StateTypes(app, types).key_type
    # Before the files are cut into regions: what a function draws decides whether it is cut.
    drawing = find_drawing(app, types)
    partitions = {names.source.index: partition(names, app, drawing) for names in modules}
    shared = evaluate(app, types, sites, drawing, signatures, partitions)
    graph = build_graph(shared)
    program = Program(
        modules=tuple(_module(part, graph) for part in partitions.values()),
        ranges=graph.ranges,
        edges=graph.edges,
        checkpoints=graph.checkpoints,
        signatures=signatures.to_data(),
        writes=may_write(shared),
    )
    texts = {source.path: source.text for source in sources}
    return Compiled(program, (*report(program), *remarks(shared, project)), texts)


def _signatures(project: Project | None) -> Signatures:
    if project is None or not project.signatures:
        return load()
    try:
        return load_with(project.signatures)
    except SignatureError as error:
        raise ProjectError(project.path, str(error)) from error


def _module(part: Partition, graph: Graph) -> ModuleProgram:
    source = part.names.source
    regions = graph.regions[source.index]
    result = transpile(part, regions)
    return ModuleProgram(
        index=source.index,
        name=source.name,
        path=source.path,
        source_hash=source.digest,
        transpiled=result.text,
        lines=result.lines,
        indents=result.indents,
        regions=tuple(regions[number] for number in sorted(regions)),
    )
