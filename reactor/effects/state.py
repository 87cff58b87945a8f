"""``st.session_state``: reads and writes by key, and the objects that live in it."""

from __future__ import annotations

import ast

import libcst as cst

from .alias import Touch, Trait
from .arguments import constant
from .context import Run
from .record import Value
from .types import Kind, Type, shareable

PROXY = "streamlit.SessionStateProxy"
ANY_KEY = "*"


def is_session_state(type_: Type) -> bool:
    return type_.kind is Kind.VALUE and type_.name == PROXY


def mention(node: cst.CSTNode, run: Run) -> None:
    """The names by which the session state is reached are read."""
    while isinstance(node, cst.Attribute):
        node = node.value
    if isinstance(node, cst.Name):
        variable = run.names.variables.get(node)
        if variable is not None and variable.scope is not None:
            run.record.reads[variable] = None


def key_of(text: str | None) -> str:
    """The key that a constant names; ``*`` for what is not a constant string."""
    if text is None:
        return ANY_KEY
    found = ast.literal_eval(text)
    return found if isinstance(found, str) else ANY_KEY


def node_of(key: str, run: Run) -> int:
    """The alias node of what lives under a key. A dynamic key may be any."""
    everything = run.shared.named("state:*", Trait.EXTERNAL | Trait.PERSISTENT)
    if key == ANY_KEY:
        for name, node in run.shared.named_nodes().items():
            if name.startswith("state:"):
                run.aliases.union(everything, node)
        run.shared.dynamic_state = True
        return everything
    node = run.shared.named(f"state:{key}", Trait.EXTERNAL | Trait.PERSISTENT)
    if run.shared.dynamic_state:
        run.aliases.union(everything, node)
    return node


def read(key: str, type_: Type, run: Run) -> Value:
    """Read a key."""
    run.record.state_reads[key] = None
    if not shareable(type_):
        return Value(type_)
    node = node_of(key, run)
    run.record.touch(node, Touch.READ)
    return Value(type_, node)


def write(key: str, found: Value, run: Run) -> None:
    """Store under a key."""
    run.record.state_writes[key] = None
    found = run.solid(found)
    if found.node is not None:
        node = run.aliases.union(node_of(key, run), found.node)
        run.record.touch(node, Touch.ESCAPE)


def contains(key: cst.BaseExpression, run: Run) -> None:
    """``key in st.session_state``."""
    run.record.state_reads[key_of(constant(key))] = None
