"""A large graph by the blocks of its source.

Purpose: nobody reads a picture of a thousand statements. Needs: a graph with blocks. Gives: a graph of at most so
many of them, in which blocks of the source, or paragraphs of statements without an empty line between them, stand for
what is in them.

Beginning with the files, all groups of a level are opened as long as what is in them finds room. A node that is no
region and is joined to one group alone goes into that group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from reactor.build.graph import Graph
from reactor.build.verdict import Verdict

# Where even the paragraphs of a block are many, neighbours are taken together.
MOST_PARTS = 25

Node: TypeAlias = dict[str, Any]


@dataclass(eq=False, slots=True)
class _Group:
    """Statements that stand together. `parts` are in program order; a region is its id."""

    path: str
    head: Node
    parts: list[_Group | str] = field(default_factory=list)

    def regions(self) -> Iterator[str]:
        """All regions inside."""
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part.regions()


def collapse(graph: Graph, most: int) -> Graph:
    """The graph with at most `most` nodes for what stands in files; the graph itself if it is no larger."""
    if len(graph) <= most:
        return graph
    shown = _opened([_file(graph, file) for file in graph.graph["files"]], most)
    return _contracted(graph, shown)


def _file(graph: Graph, file: Node) -> _Group:
    """A file as groups in groups."""
    whole = _Group(file["path"], {"line": 1, "end_line": 1, "column": 0, "source": file["path"]})
    groups: dict[str | None, _Group] = {None: whole}
    for block in graph.graph.get("blocks", ()):
        if block["module"] == file["module"]:
            groups[block["id"]] = _Group(file["path"], block)
            groups[block["around"]].parts.append(groups[block["id"]])
    for node, data in graph.nodes(data=True):
        if data["node"] == "region" and data["path"] == file["path"]:
            groups[data["block"]].parts.append(node)
            whole.head["end_line"] = max(whole.head["end_line"], data["end_line"])
    _tidy(graph, whole)
    return whole


def _tidy(graph: Graph, group: _Group) -> None:
    """Order the parts, drop what is empty, and take statements without an empty line between them together."""
    for part in group.parts:
        if isinstance(part, _Group):
            _tidy(graph, part)
    full = [part for part in group.parts if isinstance(part, str) or part.parts]
    full.sort(key=lambda part: _span(graph, part))
    paragraphs: list[list[_Group | str]] = []
    for part in full:
        if paragraphs and _span(graph, part)[0] - _span(graph, paragraphs[-1][-1])[1] <= 1:
            paragraphs[-1].append(part)
        else:
            paragraphs.append([part])
    parts = [_together(graph, group, paragraph) for paragraph in paragraphs] if len(paragraphs) > 1 else full
    while len(parts) > MOST_PARTS:
        size = -(-len(parts) // MOST_PARTS)
        parts = [_together(graph, group, parts[at : at + size]) for at in range(0, len(parts), size)]
    group.parts = parts


def _together(graph: Graph, around: _Group, parts: Sequence[_Group | str]) -> _Group | str:
    """Neighbours as one group, which goes by the first of them."""
    if len(parts) == 1:
        return parts[0]
    first = graph.nodes[parts[0]] if isinstance(parts[0], str) else parts[0].head
    end = max(_span(graph, part)[1] for part in parts)
    head = {name: first[name] for name in ("line", "column", "source")}
    return _Group(around.path, {**head, "source": f"{head['source']} ...", "end_line": end}, list(parts))


def _span(graph: Graph, part: _Group | str) -> tuple[int, int]:
    data = graph.nodes[part] if isinstance(part, str) else part.head
    return data["line"], data["end_line"]


def _opened(files: Sequence[_Group], most: int) -> list[_Group | str]:
    """The groups and regions to show: those of the deepest level that fits."""
    shown: list[_Group | str] = [file for file in files if file.parts]
    while any(isinstance(part, _Group) for part in shown):
        deeper = [inner for part in shown for inner in (part.parts if isinstance(part, _Group) else [part])]
        if len(deeper) > most:
            break
        shown = deeper
    return shown


def _contracted(graph: Graph, shown: Sequence[_Group | str]) -> Graph:
    import networkx

    smaller: Graph = networkx.MultiDiGraph(**graph.graph)
    home: dict[str, str] = {}
    for part in sorted(shown, key=lambda part: _address(graph, part)):
        inside = [part] if isinstance(part, str) else list(part.regions())
        node = part if isinstance(part, str) else f"group:{inside[0]}:{len(inside)}"
        home.update(dict.fromkeys(inside, node))
        smaller.add_node(node, **(graph.nodes[part] if isinstance(part, str) else _node(graph, part, inside)))
    for node, data in graph.nodes(data=True):
        if data["node"] != "region":
            neighbours = {home[one] for one in (*graph.pred[node], *graph.succ[node]) if one in home}
            alone = len(neighbours) == 1 and smaller.nodes[min(neighbours)]["node"] == "group"
            home[node] = neighbours.pop() if alone else node
            if not alone:
                smaller.add_node(node, **data)
    passing: dict[tuple[str, str, str, str], Node] = {}
    for source, target, edge in graph.edges(data=True):
        ends = home[source], home[target]
        if ends[0] != ends[1]:
            # Names are told apart, of other kinds one edge says all.
            passing.setdefault((*ends, edge["kind"], edge["detail"] if edge["kind"] == "reads" else ""), edge)
    for (source, target, *_), edge in passing.items():
        smaller.add_edge(source, target, **edge)
    return smaller


def _address(graph: Graph, part: _Group | str) -> tuple[int, ...]:
    """The first region's place in the program."""
    first = part if isinstance(part, str) else next(part.regions())
    return tuple(int(number) for number in first.split(":")[1:])


def _node(graph: Graph, group: _Group, inside: Sequence[str]) -> Node:
    """What a drawing says of a group."""
    always = sum(graph.nodes[node]["verdict"] == Verdict.ALWAYS for node in inside)
    return {
        "node": "group",
        "path": group.path,
        **{name: group.head[name] for name in ("line", "end_line", "column", "source")},
        "scope": graph.nodes[inside[0]]["scope"],
        "regions": len(inside),
        "always": always,
    }
