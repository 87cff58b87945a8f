"""What can be said about the statement on a line: its effects, what reaches it, what depends on it, and why it reruns.

Needs: the graph of `reactor.build.graph`. Gives: the regions of a line, and the text about one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from reactor.build.drawing.words import first_line, name_thing, place
from reactor.build.graph import Graph
from reactor.build.reach import Reached, Source, reached_by, reaching
from reactor.build.rules import rules
from reactor.build.verdict import Verdict

MOST_CHAINS = 12
MOST_PLACES = 10
WIDTH = 100

# What a step of a chain is called where no name is handed on.
STEPS = {"controls": "decides", "mutates": "changes"}


def regions_at(graph: Graph, path: str, line: int) -> list[str]:
    """The regions of the innermost statement that covers a line, in program order; empty where there is none."""
    covering = [
        (data["end_line"] - data["line"], node)
        for node, data in graph.nodes(data=True)
        if data["node"] == "region" and data["path"] == path and data["line"] <= line <= data["end_line"]
    ]
    least = min((height for height, _ in covering), default=0)
    return [node for height, node in covering if height == least]


def explain_region(graph: Graph, node: str) -> str:
    """Everything known about a region."""
    region = graph.nodes[node]
    reached = reached_by(graph, node)
    always = region["verdict"] == Verdict.ALWAYS
    # What would make it run because of its range says nothing of one that always runs.
    told = [one for one in reached.sources if not (always and one.together)]
    lines = [
        f"{place(region)}  {first_line(region['source'])}",
        "",
        *_verdict(region, reached),
        *(f"  Note: {note}." for note in region["notes"]),
        "",
        *_effects(graph, node, region),
        "  reached by",
        *_listed([_chain(graph, node, one) for one in told], "nothing that can change"),
        *_made_once(graph, region, reached),
        "",
        "  needed by",
        *_listed(_dependents(graph, node), "nothing"),
    ]
    return "\n".join(lines) + "\n"


def reruns_on(graph: Graph) -> dict[str, list[str]]:
    """For each region the names of widgets, keys and sources that can make it run."""
    return {node: [_source(graph.nodes[one]) for one in found] for node, found in reaching(graph).items()}


def _source(thing: Mapping[str, Any]) -> str:
    return str(thing.get("name") or thing.get("key") or thing["code"])


def _verdict(region: Mapping[str, Any], reached: Reached) -> Iterator[str]:
    if region["verdict"] == Verdict.ALWAYS:
        yield "  Always runs, at every event."
        yield from _reasons(region)
        return
    if not reached.sources:
        yield "  Runs once, when the page is loaded; skipped at every event after that."
        return
    each = " In its loop, each iteration is skipped or run on its own." if _loops(region) else ""
    yield f"  Can be skipped: runs at an event only if something changed that reaches it.{each}"


def _loops(region: Mapping[str, Any]) -> bool:
    return bool(region["verdict"] == Verdict.FOLLOWS_LOOP)


def _reasons(region: Mapping[str, Any]) -> Iterator[str]:
    codes = dict.fromkeys(reason["code"] for reason in region["reasons"])
    for code in codes:
        rule = rules()[code]
        seen = [reason for reason in region["reasons"] if reason["code"] == code]
        yield f"  It {rule.summary} ({code})."
        yield from (f"    seen on line {reason['line']}: {reason['detail']}" for reason in seen if reason["detail"])
        if rule.advice:
            yield from wrap(f"What to do: {rule.advice}", WIDTH, initial_indent="    ", subsequent_indent="    ")
            yield f"    For an example: reactor rule {code}"


def _effects(graph: Graph, node: str, region: Mapping[str, Any]) -> Iterator[str]:
    incoming = list(graph.in_edges(node, data=True))
    outgoing = [(target, source, edge) for source, target, edge in graph.out_edges(node, data=True)]
    # What nobody binds is an import or a constant.
    given = {edge["detail"] for _, _, edge in incoming if edge["kind"] == "reads"}
    said = {
        "reads": ", ".join(name for name in region["reads"] if name in given),
        "reads state": ", ".join(_keys(incoming, "state-read")),
        "binds": ", ".join(region["binds"]),
        "writes state": ", ".join(_keys(outgoing, "state-write")),
        "changes": ", ".join(region["mutates"]),
        "draws": "yes" if region["draws"] else "",
        **dict(_shared(graph, node, region)),
    }
    width = max((len(what) for what, value in said.items() if value), default=0)
    if any(said.values()):
        yield from (f"  {what:<{width}}  {value}" for what, value in said.items() if value)
        yield ""


def _keys(edges: list[tuple[str, str, dict[str, Any]]], kind: str) -> list[str]:
    return list(dict.fromkeys(other.partition(":")[2] for other, _, edge in edges if edge["kind"] == kind))


def _shared(graph: Graph, node: str, region: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Where else the objects are that this region shares with others and somebody changes."""
    for title, put_back in (("runs together with", False), ("followed by", True)):
        if put_back and not region["mutates"]:
            continue
        members = [
            member
            for item in graph.graph["ranges"]
            if item["id"] in region["ranges"] and item["put_back"] == put_back
            for member in item["members"]
            if member != node and not (put_back and _before(graph, member, node))
        ]
        places = [_near(graph.nodes[member], region) for member in dict.fromkeys(members)]
        if places:
            left = len(places) - MOST_PLACES
            more = f" and {left} more" if left > 0 else ""
            yield title, f"{', '.join(places[:MOST_PLACES])}{more}, as they use an object that is changed in place"


def _before(graph: Graph, one: str, other: str) -> bool:
    nodes = list(graph)
    return nodes.index(one) < nodes.index(other)


def _near(node: Mapping[str, Any], region: Mapping[str, Any]) -> str:
    """A region's place, or its line alone where it is in the file that is spoken of."""
    return place(node).removeprefix(f"{region['path']}:")


def _chain(graph: Graph, node: str, source: Source) -> str:
    """The way from a source to the region: the lines it goes through, and the names that are handed on."""
    region = graph.nodes[node]
    parts = [name_thing(graph.nodes[source.node])]
    for one, other in source.steps:
        edges = graph.get_edge_data(one, other).values()
        names = [edge["detail"] for edge in edges if edge["kind"] == "reads" and edge["detail"]]
        step = ", ".join(names) or ", ".join(dict.fromkeys(STEPS.get(edge["kind"], "") for edge in edges)).strip(", ")
        parts.append(f"-{step}->" if step else "->")
        parts.append("here" if other == node else _end(graph.nodes[other], region))
    return " ".join(parts) + (", which it runs together with" if source.together else "")


def _end(data: Mapping[str, Any], region: Mapping[str, Any]) -> str:
    return _near(data, region) if data["node"] == "region" else name_thing(data)


def _made_once(graph: Graph, region: Mapping[str, Any], reached: Reached) -> Iterator[str]:
    if reached.made_once:
        places = [_near(graph.nodes[one], region) for one in reached.made_once]
        left = len(places) - MOST_PLACES
        yield f"    and what is made once: {', '.join(places[:MOST_PLACES])}{f' and {left} more' if left > 0 else ''}"


def _dependents(graph: Graph, node: str) -> list[str]:
    import networkx

    region = graph.nodes[node]
    direct = list(dict.fromkeys(one for one in graph.successors(node) if one != node))
    named = []
    for one in direct:
        data = graph.nodes[one]
        source = f"  {first_line(data['source'])}" if data["node"] == "region" else ""
        named.append(f"{_end(data, region)}{source}")
    further = len(networkx.descendants(graph, node) - set(direct) - {node})
    return [*named, f"and {further} more through these"] if further else named


def _listed(items: list[str], none: str) -> list[str]:
    shown = items[:MOST_CHAINS]
    left = len(items) - len(shown)
    return [f"    {item}" for item in [*(shown or [none]), *([f"and {left} more"] if left else [])]]
