"""The dependency graph of a program, as networkx sees it and as `graph.json` holds it.

Needs: a `Program` and its judgements. Gives: a `networkx.MultiDiGraph`; docs/graph.md is its reference.

Nodes are regions, widgets, session-state keys, files that are inputs, and volatile sources. An edge points from what
is needed to what needs it. Edges between regions go forward in program order, in which a function's body comes where it
is called; a state key may be read above the region that writes it, which is then seen at the next event.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from reactor.build.outline import Block, Outline
from reactor.build.verdict import Address, Judgement
from reactor_runtime.program import ModuleProgram, Program, Region, RegionKind

if TYPE_CHECKING:
    import networkx

Graph: TypeAlias = "networkx.MultiDiGraph[str]"

SCHEMA = 1

Edge = tuple[str, str, dict[str, object]]


def build_graph(
    program: Program, judgements: Mapping[Address, Judgement], outlines: Mapping[int, Outline] | None = None
) -> Graph:
    """The graph; `graph.json` is its node-link form with the edges under "edges". `outlines` go by module."""
    outlines = outlines or {}
    put_back = {number for item in program.checkpoints for number in item.ranges}
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(
        schema=SCHEMA,
        files=[{"module": module.index, "name": module.name, "path": module.path} for module in program.modules],
        ranges=[
            {
                "id": item.id,
                "names": list(item.names),
                "members": [region_id(*one) for one in item.members if one in judgements],
                "put_back": item.id in put_back,
            }
            for item in program.ranges
        ],
        blocks=[
            _block(module, number, block)
            for module, found in sorted(outlines.items())
            for number, block in enumerate(found.blocks)
        ],
    )
    judged = [
        (module, region)
        for module in program.modules
        for region in module.regions
        if (module.index, region.id) in judgements
    ]
    for module, region in judged:
        address = (module.index, region.id)
        graph.add_node(region_id(*address), **_region_node(module, region, judgements[address], outlines))
    for source, target, kind, detail in program.edges:
        if source in judgements and target in judgements:
            graph.add_edge(region_id(*source), region_id(*target), kind=kind, detail=detail)
    for module, region in judged:
        for node, attributes in _things(region):
            graph.add_node(node, **attributes)
        for one, other, edge in _thing_edges(region_id(module.index, region.id), region):
            graph.add_edge(one, other, **edge)
    return graph


def to_data(graph: Graph) -> dict[str, Any]:
    """JSON data that `networkx.node_link_graph(data, edges="edges")` turns back into the graph."""
    import networkx

    data: dict[str, Any] = networkx.node_link_data(graph, edges="edges")
    return data


def to_text(graph: Graph) -> str:
    """The text of a `graph.json`."""
    return json.dumps(to_data(graph), indent=2, ensure_ascii=False) + "\n"


def from_data(data: Mapping[str, Any]) -> Graph:
    """The graph that `to_data` was given."""
    import networkx

    return cast(Graph, networkx.node_link_graph(dict(data), edges="edges"))


def region_id(module: int, region: int) -> str:
    """The node of a region."""
    return f"region:{module}:{region}"


def block_id(module: int, number: int) -> str:
    """A block of a file, which regions and other blocks name as what they stand in."""
    return f"block:{module}:{number}"


def _block(module: int, number: int, block: Block) -> dict[str, object]:
    around = None if block.around is None else block_id(module, block.around)
    return {
        "id": block_id(module, number),
        "module": module,
        "around": around,
        "line": block.line,
        "end_line": block.end_line,
        "column": block.column,
        "source": block.label,
    }


def _region_node(
    module: ModuleProgram, region: Region, judgement: Judgement, outlines: Mapping[int, Outline]
) -> dict[str, object]:
    found = outlines.get(module.index)
    # A definition stands around its function's block, not in it; a test or an iterable belongs to its own statement.
    own = region.kind is not RegionKind.DEFINITION
    number = found.innermost(region.span.line, inside=own) if found else None
    return {
        "node": "region",
        "path": module.path,
        "block": None if number is None else block_id(module.index, number),
        "line": region.span.line,
        "column": region.span.column,
        "end_line": region.span.end_line,
        "end_column": region.span.end_column,
        "kind": str(region.kind),
        "scope": region.scope,
        "source": region.source,
        "loop_depth": region.loop_depth,
        "draws": region.draws,
        "reads": [name for name, _ in region.reads],
        "binds": [name for name, _ in region.binds],
        "mutates": list(region.mutates),
        "ranges": list(region.ranges),
        "verdict": str(judgement.verdict),
        "reasons": [asdict(reason) for reason in judgement.reasons],
        "notes": list(judgement.notes),
    }


def _things(region: Region) -> Iterator[tuple[str, dict[str, object]]]:
    """What a region touches that is not a region."""
    for name in region.widgets:
        yield f"widget:{name}", {"node": "widget", "name": name}
    for key in (*region.state_reads, *region.state_writes):
        yield f"state:{key}", {"node": "state", "key": key}
    for reason in region.files:
        yield f"file:{reason.detail}", {"node": "file", "name": reason.detail}
    for reason in region.volatile:
        yield f"volatile:{reason.code}", {"node": "volatile", "code": reason.code}


def _thing_edges(node: str, region: Region) -> Iterator[Edge]:
    for name in region.widgets:
        yield f"widget:{name}", node, {"kind": "widget", "detail": f"line {region.span.line}"}
    for key in region.state_reads:
        yield f"state:{key}", node, {"kind": "state-read", "detail": f"line {region.span.line}"}
    for key in region.state_writes:
        yield node, f"state:{key}", {"kind": "state-write", "detail": f"line {region.span.line}"}
    for reason in region.files:
        yield f"file:{reason.detail}", node, {"kind": "file", "detail": f"line {reason.line}"}
    for reason in region.volatile:
        yield f"volatile:{reason.code}", node, {"kind": "volatile", "detail": f"line {reason.line}: {reason.detail}"}
