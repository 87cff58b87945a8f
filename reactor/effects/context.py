"""What the evaluation of all functions of an app shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import libcst as cst

from reactor.bind import Names, Scope, ScopeKind, Variable
from reactor.parse import Override, walk
from reactor_runtime.program import Reason, RegionKind

from .alias import Aliases, Touch, Trait, inside
from .app import App, Class, Function
from .call_sites import CallSites
from .drawing import Drawing
from .infer import Types
from .partition import Draft, Partition
from .record import Record, Value
from .signatures import VOLATILE, Signatures
from .types import Type, in_memory, shareable

DENIABLE = VOLATILE | {"unknown-call", "memo", "async"}
"""Codes of what a call does or may do out of sight, of which the author of a script may know better."""


_ITERATORS = frozenset({"builtins.generator", "builtins.map", "builtins.filter", "builtins.zip", "itertools"})


@dataclass(eq=False, repr=False)
class Summary:
    """What a function does, seen from its callers.

    ``parameters`` and ``returned`` are its own nodes; what a caller passes is matched with them through their sets.
    """

    function: Function
    record: Record
    parameters: dict[str, int]
    returned: int


@dataclass(eq=False, repr=False)
class Shared:
    """Tables of one app, filled while its functions are evaluated, callees first."""

    app: App
    types: Types
    drawing: Drawing
    signatures: Signatures
    partitions: dict[int, Partition]
    sites: CallSites
    aliases: Aliases = field(default_factory=Aliases)
    summaries: dict[Function, Summary] = field(default_factory=dict)
    finished: set[Function] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)
    callbacks: dict[Function, None] = field(default_factory=dict)
    """Functions that run outside the walk: callbacks, fragments, targets of threads."""
    passed: dict[Function, None] = field(default_factory=dict)
    """Functions that are read as values."""
    any_callback: bool = False
    """Some callback is not known: it may be any function that is read as a value."""
    attributed: frozenset[Function] = frozenset()
    """Functions that code of the app gives attributes, so that they are objects that change in place."""
    instances: dict[Class, list[int]] = field(default_factory=dict)
    """Nodes of the instances made of each class."""
    pages: dict[Function, None] = field(default_factory=dict)
    """Functions that ``page.run()`` may call."""
    rebound: frozenset[tuple[int, str]] = frozenset()
    """Variables of imported modules that code of the app binds anew."""
    properties: Mapping[str, tuple[Function, ...]] = field(default_factory=dict)
    unseen: tuple[Function, ...] = ()
    """Methods that Python or a library may call on what it is given."""
    entries: dict[Function, Record] = field(default_factory=dict)
    """Stands for entering a split function; what calls it controls this record."""
    exits: dict[Function, list[Record]] = field(default_factory=dict)
    """Records whose values a split function returns."""
    late_exits: list[tuple[Function, Record]] = field(default_factory=list)
    """Calls of split functions evaluated before the function itself."""
    hidden_in_functions: set[str] = field(default_factory=set)
    hidden_values: list[int] = field(default_factory=list)
    """Nodes that only a library's hidden variable holds."""
    """Hidden variables that functions touch, so that straight-line code does not have them to itself."""
    mutators: frozenset[str] = frozenset()
    """Names of methods that mutate their receiver in some library."""
    openers: frozenset[str] = frozenset()
    """Names of methods that draw what may be given as the name of a file."""
    feeds: list[tuple[Record, Record]] = field(default_factory=list)
    """Further influence of one record on another."""
    parameter_feeds: list[tuple[Record, Variable]] = field(default_factory=list)
    dynamic: dict[int, Reason] = field(default_factory=dict)
    """Files with code that may bind any of their names."""
    overrides_used: set[Override] = field(default_factory=set)
    """Comments of authors that made a difference."""
    dynamic_state: bool = False
    """Some key of the session state is not a constant, so that all its values are one alias set."""
    _variables: dict[Variable, int] = field(default_factory=dict)
    _lazy: dict[Names, bool] = field(default_factory=dict)
    _classes: dict[Class, int] = field(default_factory=dict)
    _named: dict[str, int] = field(default_factory=dict)

    def node_of(self, variable: Variable, type_: Type) -> int | None:
        """The alias node of a variable; None if what it holds cannot be shared."""
        if not shareable(type_):
            return None
        node = self._variables.get(variable)
        if node is None:
            traits = Trait.NONE
            scope = variable.scope
            if (
                scope is None
                or scope.kind in (ScopeKind.MODULE, ScopeKind.CLASS)
                or variable.name in scope.shared
                or (scope.node in self.app.functions and self.app.functions[scope.node] in self.drawing.split)
            ):
                traits |= Trait.EXTERNAL
            if (
                scope is not None
                and scope.kind is ScopeKind.MODULE
                and not self.app.modules[scope.module].source.script
            ):
                traits |= Trait.PERSISTENT
            node = self._variables[variable] = self.aliases.new(traits)
        return node

    def lazy_annotations(self, names: Names) -> bool:
        """Whether annotations of a file are never evaluated."""
        if names not in self._lazy:
            self._lazy[names] = uses_lazy_annotations(names.source.tree)
        return self._lazy[names]

    def variable_nodes(self) -> dict[Variable, int]:
        return self._variables

    def class_node(self, owner: Class) -> int:
        """The node of a class object and of what its body defines."""
        if owner not in self._classes:
            traits = Trait.EXTERNAL
            if not owner.names.source.script:
                traits |= Trait.PERSISTENT
            self._classes[owner] = self.aliases.new(traits)
        return self._classes[owner]

    def class_nodes(self) -> dict[Class, int]:
        return self._classes

    def cell(self, variable: Variable) -> int:
        """The node of a captured variable that an inner function binds."""
        return self.named(f"cell:{id(variable.scope)}:{variable.name}")

    def named(self, name: str, traits: Trait = Trait.EXTERNAL) -> int:
        """The node of something that has a name but no variable: a hidden variable, a state key, a resource."""
        if name not in self._named:
            self._named[name] = self.aliases.new(traits)
        return self._named[name]

    def hidden_value(self) -> int:
        """The node of a new value of a library's hidden variable."""
        self.hidden_values.append(self.aliases.new(Trait.EXTERNAL))
        return self.hidden_values[-1]

    def named_nodes(self) -> dict[str, int]:
        return self._named


@dataclass(eq=False, repr=False)
class Run:
    """The evaluation of one body: a leaf function, or a frame with its regions."""

    shared: Shared
    names: Names
    function: Function | None
    scope: Scope
    record: Record
    frame: bool
    """Guards stand in this body, so that each region has a record of its own."""
    inside: bool = False
    """A region is being evaluated: no further guards stand in it."""
    summary: Summary | None = None
    control: tuple[Record, ...] = ()
    loops: tuple[cst.CSTNode, ...] = ()
    branches: int = 0
    order: int = 0
    hidden: dict[str, int] = field(default_factory=dict)
    jumps: list[tuple[Record, bool]] = field(default_factory=list)
    """Conditional jumps passed so far, and whether they leave the frame rather than the loop."""
    handed: set[cst.CSTNode] = field(default_factory=set)
    """Calls whose result is used up where they stand."""
    streams: set[Variable] = field(default_factory=set)
    """Variables that hold a file which the region or function itself has opened."""
    constant_stores: set[cst.CSTNode] = field(default_factory=set)
    """What an attribute is stored into that has the same value in every run."""
    used_up: cst.CSTNode | None = None
    """What the loop iterates over that is being evaluated."""
    discarded: cst.CSTNode | None = None
    """A call whose result nobody takes, so that it does not matter what it may be."""

    @property
    def types(self) -> Types:
        return self.shared.types

    @property
    def aliases(self) -> Aliases:
        return self.shared.aliases

    def type_of(self, node: cst.CSTNode) -> Type:
        return self.shared.types.of(node, self.names)

    def line(self, node: cst.CSTNode) -> int:
        return self.names.source.line(node)

    def text(self, node: cst.CSTNode) -> str:
        cut = self.names.source.cut(self.names.source.span(node))
        first = cut.split("\n", 1)[0]
        return first if len(first) <= 60 else first[:57] + "..."

    def draft(self, node: cst.CSTNode) -> Draft | None:
        if not self.frame or self.inside:
            return None
        return self.shared.partitions[self.names.source.index].guards.get(node)

    def new_record(self, node: cst.CSTNode, draft: Draft | None = None) -> Record:
        """A record for the next piece of this frame."""
        self.order += 1
        record = Record(
            frame=self.function,
            module=self.names.source.index,
            node=node,
            draft=draft,
            order=self.order,
            loops=self.loops,
            control=(*self.control, *(jump for jump, _ in self.jumps[-1:])),
        )
        self.shared.records.append(record)
        if draft is not None and draft.kind is not RegionKind.DEFINITION:
            self.declare(node, record)
        return record

    def reason(self, node: cst.CSTNode, code: str, detail: str) -> None:
        """Why the record runs in every walk, unless the author of the script says otherwise."""
        if code not in DENIABLE or not self.closed(node):
            self.record.reason(code, self.line(node), detail)

    def closed(self, node: cst.CSTNode) -> bool:
        """Whether a comment says that what is called here only computes; to be asked where that makes a difference."""
        override = self.names.source.overrides.by_line.get(self.line(node))
        if override is None or not override.meaning.closed:
            return False
        self.shared.overrides_used.add(override)
        self.record.claims[f"line {override.line}: # reactor: {override.words}"] = None
        return True

    def declare(self, node: cst.CSTNode, record: Record) -> None:
        """Put down the reason that a comment gives for running in every walk."""
        override = self.names.source.overrides.by_line.get(self.line(node))
        if override is not None and override.meaning.reason is not None:
            self.shared.overrides_used.add(override)
            record.reason(override.meaning.reason, self.line(node), f"# reactor: {override.words}")

    @contextmanager
    def into(self, record: Record) -> Iterator[Record]:
        """Effects go into ``record`` for a while."""
        before = self.record, self.inside
        self.record = record
        self.inside = self.inside or record.draft is not None
        try:
            yield record
        finally:
            self.record, self.inside = before

    @property
    def between(self) -> bool:
        """Whether the code being evaluated stands between the regions of a frame."""
        return self.frame and not self.inside

    @contextmanager
    def under(self, *control: Record) -> Iterator[None]:
        """What is evaluated runs only if these records decide so."""
        before = self.control
        self.control = control
        self.branches += 1
        try:
            yield
        finally:
            self.control = before
            self.branches -= 1

    def fresh(self, type_: Type, lasting: bool = True) -> Value:
        """A new object; not ``lasting``: an iterator that is used up on the spot, so that nobody meets it half used."""
        if not shareable(type_):
            return Value(type_)
        traits = Trait.NONE
        if lasting and type_.name in _ITERATORS:
            traits |= Trait.ITERATOR
        if in_memory(type_):
            # What reads from a stream moves on in it.
            traits |= Trait.ITERATOR
        if type_.name == "collections.defaultdict":
            traits |= Trait.FILLS
        node = self.aliases.new(traits)
        self.record.touch(node, Touch.CREATE)
        return Value(type_, node)

    def solid(self, found: Value) -> Value:
        """The value of a display that is stored somewhere: from now on it holds its parts."""
        if not found.pending:
            return found
        whole = replace(found, pending=())
        self.put_inside(whole, *found.pending)
        return whole

    def read(self, found: Value, how: Touch = Touch.READ) -> None:
        """Look into a value."""
        self.record.touch(found.node, how)
        for part in found.pending:
            self.read(part, Touch.READ | inside(how))

    def put_inside(self, whole: Value, *parts: Value) -> None:
        """The parts are stored in the whole."""
        for part in parts:
            stored = self.solid(part)
            if whole.node is not None and stored.node is not None:
                self.aliases.union(self.aliases.content(whole.node), stored.node)

    def merge(self, *values: Value) -> int | None:
        """One node for all of these."""
        joined: int | None = None
        for item in values:
            node = self.solid(item).node
            if node is not None:
                joined = node if joined is None else self.aliases.union(joined, node)
        return joined

    def entry(self, function: Function) -> Record:
        """The record that stands for entering a split function."""
        if function not in self.shared.entries:
            module = function.names.source.index
            self.shared.entries[function] = Record(frame=function, module=module, node=function.node)
            self.shared.records.append(self.shared.entries[function])
        return self.shared.entries[function]

    def hidden_node(self, name: str) -> int:
        """The current value of a hidden variable of a library."""
        if self.function is not None:
            self.shared.hidden_in_functions.add(name)
        if name not in self.hidden:
            self.hidden[name] = self.shared.named(name)
        return self.hidden[name]


def uses_lazy_annotations(tree: cst.Module) -> bool:
    """``from __future__ import annotations``: nothing is evaluated in them."""
    return any(
        isinstance(node, cst.ImportFrom)
        and isinstance(node.module, cst.Name)
        and node.module.value == "__future__"
        and not isinstance(node.names, cst.ImportStar)
        and any(isinstance(alias.name, cst.Name) and alias.name.value == "annotations" for alias in node.names)
        for node in walk(tree, into_functions=False)
    )


__all__ = ["Run", "Shared", "Summary"]
