"""The graph as a Mermaid flowchart, a subgraph for each file."""

from __future__ import annotations

from reactor.build.drawing.words import always_runs, joined, label, name_thing, nodes_of, paths, things
from reactor.build.graph import Graph


def draw_mermaid(graph: Graph) -> str:
    """The whole drawing."""
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["flowchart TD"]
    for number, path in enumerate(paths(graph)):
        lines.append(f'  subgraph f{number}["{_escaped(path)}"]')
        for node, data in nodes_of(graph, path):
            kind = ":::always" if always_runs(data) else ""
            lines.append(f'    {names[node]}["{_escaped(label(data))}"]{kind}')
        lines.append("  end")
    lines += [f'  {names[node]}(["{_escaped(name_thing(thing))}"])' for node, thing in things(graph)]
    lines += [f'  {names[source]} -->|"{_escaped(what)}"| {names[target]}' for source, target, what in joined(graph)]
    return "\n".join([*lines, "  classDef always fill:#ddd"]) + "\n"


def _escaped(text: str) -> str:
    """For a label in quotes, where only entities are safe."""
    named = (
        text.replace("#", "#35;").replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    )
    return named.replace("\n", " ").replace("`", "#96;")
