"""Cut frames into regions.

Purpose: decide which statements and expressions stand under guards.
Needs: which functions are split. Gives: `Partition`, whose drafts get their effects later.

A frame is the module body of a script, or the body of a split function. Simple statements of a frame are regions,
unless they are plain, or enter a split function; then only the worthwhile parts of them are. Of a compound statement
the test, iterable, context or subject is a region. A loop that only computes is one region as a whole: a guard costs
more than what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import libcst as cst

from reactor.bind import Names
from reactor.parse import children, walk
from reactor_runtime.program import RegionKind

from .app import App, Function, captured
from .arguments import constant, constant_string
from .drawing import Drawing
from .file_names import opens
from .types import Kind, shareable

_CHEAP_CALLS = frozenset({"range", "enumerate", "zip", "len", "isinstance", "reversed", "bool", "hasattr", "callable"})
_CARRIERS = (cst.Element, cst.DictElement, cst.ComparisonTarget, cst.SubscriptElement, cst.Index)
_LOOKED_INTO = frozenset({RegionKind.TEST, RegionKind.SUBJECT})
_FRAME_LESS = (cst.Lambda, cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)


@dataclass(eq=False, repr=False)
class Draft:
    """A region to be. ``loops`` are those around it in its frame; if not ``guarded``, it names a frame or a loop."""

    id: int
    kind: RegionKind
    node: cst.CSTNode
    names: Names
    frame: Function | None
    loop_depth: int
    loops: tuple[cst.CSTNode, ...]
    guarded: bool = True


@dataclass(frozen=True, eq=False, repr=False)
class Partition:
    """The drafts of one file in program order; by node, those that are guarded, those of loops, and those of frames."""

    names: Names
    drafts: tuple[Draft, ...]
    guards: Mapping[cst.CSTNode, Draft]
    loops: Mapping[cst.CSTNode, Draft]
    frames: Mapping[cst.CSTNode, Draft]


@dataclass(frozen=True)
class _Place:
    """Where a statement stands."""

    frame: Function | None
    guarded: bool
    loop_depth: int = 0
    loops: tuple[cst.CSTNode, ...] = ()

    def inside(self, loop: cst.CSTNode, counted: bool) -> _Place:
        return _Place(self.frame, self.guarded, self.loop_depth + counted, (*self.loops, loop))


def partition(names: Names, app: App, drawing: Drawing) -> Partition:
    """Cut one file."""
    cutter = _Cutter(names, app, drawing)
    place = _Place(frame=None, guarded=names.source.script)
    for position, statement in enumerate(names.source.tree.body):
        cutter.statement(statement, place, first=position == 0)
    return Partition(names, tuple(cutter.drafts), cutter.guards, cutter.loops, cutter.frames)


@dataclass(eq=False)
class _Cutter:
    names: Names
    app: App
    drawing: Drawing
    drafts: list[Draft] = field(default_factory=list)
    guards: dict[cst.CSTNode, Draft] = field(default_factory=dict)
    loops: dict[cst.CSTNode, Draft] = field(default_factory=dict)
    frames: dict[cst.CSTNode, Draft] = field(default_factory=dict)

    def _draft(self, kind: RegionKind, node: cst.CSTNode, place: _Place, guarded: bool = True) -> Draft:
        draft = Draft(
            id=len(self.drafts) + 1,
            kind=kind,
            node=node,
            names=self.names,
            frame=place.frame,
            loop_depth=place.loop_depth,
            loops=place.loops,
            guarded=guarded,
        )
        self.drafts.append(draft)
        if guarded:
            self.guards[node] = draft
        return draft

    # -- statements ---------------------------------------------------------------------------------------------

    def block(self, body: cst.BaseSuite, place: _Place) -> None:
        for statement in body.body:
            self.statement(statement, place)

    def statement(self, node: cst.CSTNode, place: _Place, first: bool = False) -> None:
        match node:
            case cst.SimpleStatementLine():
                for position, small in enumerate(node.body):
                    self._small(small, place, first and position == 0)
            case cst.BaseSmallStatement():
                self._small(node, place, first)
            case cst.FunctionDef():
                self._function(node, place)
            case cst.ClassDef():
                self._class(node, place)
            case cst.For() | cst.While() | cst.With() if place.guarded and self._one_region(node):
                self._draft(RegionKind.STATEMENT, node, place)
                self._definitions_inside(node, place)
            case _:
                self._compound(node, place)

    def _compound(self, node: cst.CSTNode, place: _Place) -> None:
        match node:
            case cst.If():
                self._expression(node.test, RegionKind.TEST, place, cheap=_cheap_test)
                self.block(node.body, place)
                if node.orelse is not None:
                    self.statement(node.orelse, place)
            case cst.Else() | cst.Finally():
                self.block(node.body, place)
            case cst.For():
                self._for(node, place)
            case cst.While():
                inside = place.inside(node, counted=False)
                self._expression(node.test, RegionKind.TEST, inside, cheap=_cheap_test)
                self.block(node.body, inside)
                if node.orelse is not None:
                    self.statement(node.orelse, place)
            case cst.With():
                for item in node.items:
                    self._context(item.item, place)
                self.block(node.body, place)
            case cst.Try() | cst.TryStar():
                for part in (node, *node.handlers):
                    self.block(part.body, place)
                for other in (node.orelse, node.finalbody):
                    if other is not None:
                        self.statement(other, place)
            case cst.Match():
                self._expression(node.subject, RegionKind.SUBJECT, place, cheap=_cheap_test)
                for case in node.cases:
                    self.block(case.body, place)
            case _:
                raise AssertionError(f"no statement: {type(node).__name__}")

    def _for(self, node: cst.For, place: _Place) -> None:
        if place.guarded and node.asynchronous is None:
            self._expression(node.iter, RegionKind.ITERABLE, place, cheap=_cheap_iterable)
            loop = self._draft(RegionKind.LOOP, node, place, guarded=False)
            self.block(node.body, place.inside(node, counted=True))
            if self.drafts[-1] is loop and not self.drawing.enters(node.body, self.names):
                self.drafts.pop()
            else:
                self.loops[node] = loop
        else:
            self.block(node.body, place.inside(node, counted=False))
        if node.orelse is not None:
            self.statement(node.orelse, place)

    def _function(self, node: cst.FunctionDef, place: _Place) -> None:
        function = self.app.functions[node]
        split = function in self.drawing.split
        guarded = self._definition_guarded(node, place)
        if guarded or split:
            draft = self._draft(RegionKind.DEFINITION, node, place, guarded)
            if split:
                self.frames[node] = draft
        inner = _Place(function, guarded=split)
        for position, statement in enumerate(node.body.body):
            self.statement(statement, inner, first=position == 0)

    def _class(self, node: cst.ClassDef, place: _Place) -> None:
        if self._definition_guarded(node, place):
            self._draft(RegionKind.DEFINITION, node, place)
        inner = _Place(place.frame, guarded=False)
        self.block(node.body, inner)

    def _definition_guarded(self, node: cst.FunctionDef | cst.ClassDef, place: _Place) -> bool:
        if not place.guarded:
            return False
        if place.frame is not None and captured(node, self.names):
            return False
        headers: list[cst.CSTNode] = list(node.decorators)
        headers += [node.params] if isinstance(node, cst.FunctionDef) else [node.body]
        return not any(self.drawing.enters(part, self.names) or _binds_inside(part) for part in headers)

    def _definitions_inside(self, node: cst.CSTNode, place: _Place) -> None:
        """Functions defined in a region of several statements may be split all the same."""
        inner = _Place(place.frame, guarded=False)
        for part in walk(node, into_functions=False):
            if part is not node and isinstance(part, cst.FunctionDef):
                self._function(part, inner)

    def _one_region(self, node: cst.For | cst.While | cst.With) -> bool:
        """Whether a loop only computes, or a ``with`` opens something, which it closes again, and computes with it."""
        if isinstance(node, cst.With):
            return node.asynchronous is None and all(map(self._closes, node.items)) and self._stays_inside(node)
        return self._stays_inside(node) and not self.drawing.restless_node(node, self.names)

    def _closes(self, item: cst.WithItem) -> bool:
        """Whether what is entered is a file opened to be read, or does nothing outside when it is closed."""
        types, names = self.drawing.types, self.names
        effect = types.call_effect(item.item, names) if isinstance(item.item, cst.Call) else None
        if effect is None or effect.volatile not in (None, "clock"):
            return opens(effect)
        made = types.of(item.item, names)
        if not made.certain or made.kind is not Kind.VALUE or made.handle:
            return False
        closing = types.method_effect(made, "__exit__")
        return closing is not None and closing.volatile in (None, "clock")

    def _stays_inside(self, loop: cst.For | cst.While | cst.With) -> bool:
        """Whether it neither draws nor leaves in the middle, and binds nothing in a way of its own."""
        for part in walk(loop, into_functions=False):
            if isinstance(
                part, (cst.Return, cst.Raise, cst.Yield, cst.Await, cst.Try, cst.TryStar, cst.Del, cst.Global)
            ):
                return False
            if isinstance(part, (cst.Import, cst.ImportFrom)):
                return False
            if isinstance(part, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
                return False
        return not (
            _leaves_outer_loop(loop) or self.drawing.draws(loop, self.names) or self.drawing.enters(loop, self.names)
        )

    # -- simple statements --------------------------------------------------------------------------------------

    def _small(self, node: cst.CSTNode, place: _Place, first: bool) -> None:
        if not place.guarded:
            return
        match node:
            case cst.Return(value=cst.BaseExpression() as value):
                self._expression(value, RegionKind.RETURNED, place, cheap=_cheap_value)
            case cst.Del(target=target) if not _only_names(target):
                self._draft(RegionKind.STATEMENT, node, place)
            case cst.Expr(value=value) if first and constant_string(value) is not None:
                return
            case cst.Assign() | cst.AnnAssign() | cst.AugAssign() | cst.Expr() | cst.Assert():
                if _plain(node):
                    return
                if self.drawing.enters(node, self.names) or _suspends(node):
                    self._parts(node, place)
                else:
                    self._draft(RegionKind.STATEMENT, node, place)
            case _:
                return

    def _parts(self, node: cst.CSTNode, place: _Place) -> None:
        """The worthwhile parts of something that must itself run in every walk."""
        if isinstance(node, cst.Call):
            if isinstance(node.func, cst.Attribute):
                self._expression(node.func.value, RegionKind.ARGUMENT, place, cheap=_cheap_value)
            for arg in node.args:
                self._expression(arg.value, RegionKind.ARGUMENT, place, cheap=_cheap_value)
            return
        for child in children(node):
            if isinstance(child, cst.BaseExpression) and not _is_target(node, child):
                self._expression(child, RegionKind.ARGUMENT, place, cheap=_cheap_value)
            elif isinstance(child, _CARRIERS):
                self._parts(child, place)

    def _expression(self, node: cst.BaseExpression, kind: RegionKind, place: _Place, cheap: _Cheap) -> None:
        if not place.guarded or _suspends(node):
            return
        if isinstance(node, _FRAME_LESS) and self.drawing.enters(node, self.names):
            return
        if self.drawing.enters(node, self.names):
            if not isinstance(node, (cst.BooleanOperation, cst.IfExp, cst.FormattedString)):
                self._parts(node, place)
            elif isinstance(node, cst.BooleanOperation):
                self._expression(node.left, RegionKind.ARGUMENT, place, cheap=_cheap_test)
                self._expression(node.right, RegionKind.ARGUMENT, place, cheap=_cheap_test)
            elif isinstance(node, cst.IfExp):
                self._expression(node.test, RegionKind.TEST, place, cheap=_cheap_test)
                self._expression(node.body, RegionKind.ARGUMENT, place, cheap=_cheap_value)
                self._expression(node.orelse, RegionKind.ARGUMENT, place, cheap=_cheap_value)
        elif self._reference(node):
            return
        elif not cheap(node) or (kind in _LOOKED_INTO and not self._settled(node)):
            self._draft(kind, node, place)

    def _settled(self, node: cst.BaseExpression) -> bool:
        """Whether evaluating a cheap expression looks into no object that somebody may change later."""
        match node:
            case cst.Comparison() if all(isinstance(item.operator, (cst.Is, cst.IsNot)) for item in node.comparisons):
                return True
            case cst.Name():
                return not shareable(self.drawing.types.of(node, self.names))
            case cst.Lambda():
                return True
            case cst.Call(func=cst.Name(value=name)):
                return name in ("isinstance", "callable") or all(self._settled(arg.value) for arg in node.args)
            case cst.Attribute() | cst.Subscript():
                return not shareable(self.drawing.types.of(node.value, self.names))
            case _:
                return all(self._settled(part) for child in children(node) for part in _expressions(child))

    def _reference(self, node: cst.BaseExpression) -> bool:
        """A module, function or class: nothing to compute."""
        type_ = self.drawing.types.of(node, self.names)
        return isinstance(node, (cst.Name, cst.Attribute)) and type_.kind in (Kind.LIBRARY, Kind.MODULE, Kind.FUNCTION)

    def _context(self, node: cst.BaseExpression, place: _Place) -> None:
        """Only what is known to create a place to draw into may be kept; other contexts are entered anew each time."""
        type_ = self.drawing.types.of(node, self.names)
        if self.drawing.enters(node, self.names):
            if place.guarded:
                self._parts(node, place)
        elif type_.handle and type_.certain and any(isinstance(part, cst.Call) for part in walk(node)):
            self._expression(node, RegionKind.CONTEXT, place, cheap=_cheap_value)


# Rules saying that evaluating an expression costs less than a guard, and makes no new object that is kept.
_Cheap = Callable[[cst.BaseExpression], bool]


def _expressions(node: cst.CSTNode) -> list[cst.BaseExpression]:
    """An expression itself, or those that a syntactic wrapper carries."""
    if isinstance(node, cst.BaseExpression):
        return [node]
    return [part for child in children(node) for part in _expressions(child)]


def _cheap_value(node: cst.BaseExpression) -> bool:
    """Names, attributes and constants: the value is an object that exists already."""
    if isinstance(node, cst.Attribute):
        return _cheap_value(node.value)
    return isinstance(node, (cst.Name, cst.Ellipsis, cst.Lambda)) or constant(node) is not None


def _cheap_test(node: cst.BaseExpression) -> bool:
    """Also comparisons and boolean combinations, whose value nobody keeps."""
    match node:
        case cst.Comparison():
            return _cheap_test(node.left) and all(_cheap_test(item.comparator) for item in node.comparisons)
        case cst.BooleanOperation():
            return _cheap_test(node.left) and _cheap_test(node.right)
        case cst.UnaryOperation():
            return _cheap_test(node.expression)
        case cst.Tuple() | cst.List() | cst.Set():
            return all(_cheap_test(element.value) for element in node.elements)
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=index))]):
            return _cheap_test(node.value) and constant(index) is not None
        case cst.Call(func=cst.Name(value=name)) if name in _CHEAP_CALLS:
            return all(not arg.star and _cheap_test(arg.value) for arg in node.args)
        case _:
            return _cheap_value(node)


def _cheap_iterable(node: cst.BaseExpression) -> bool:
    """Also displays of existing objects, and ranges."""
    if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
        return all(isinstance(element, cst.Element) and _cheap_value(element.value) for element in node.elements)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "range":
        return all(not arg.star and _cheap_test(arg.value) for arg in node.args)
    return _cheap_value(node)


def _plain(node: cst.CSTNode) -> bool:
    """Bindings of constants or of a single name to names."""
    match node:
        case cst.Assign(value=value, targets=targets):
            names = all(_only_names(target.target) for target in targets)
            return names and (constant(value) is not None or isinstance(value, cst.Name))
        case cst.AnnAssign(value=None):
            return True
        case cst.AnnAssign(value=cst.BaseExpression() as value, target=cst.Name()):
            return constant(value) is not None or isinstance(value, cst.Name)
        case _:
            return False


def _only_names(target: cst.CSTNode) -> bool:
    if isinstance(target, (cst.Tuple, cst.List)):
        return all(isinstance(element, cst.Element) and _only_names(element.value) for element in target.elements)
    return isinstance(target, cst.Name)


def _is_target(node: cst.CSTNode, child: cst.CSTNode) -> bool:
    return isinstance(node, (cst.AnnAssign, cst.AugAssign)) and child is not node.value


def _suspends(node: cst.CSTNode) -> bool:
    return any(isinstance(part, (cst.Yield, cst.Await)) for part in walk(node, into_functions=False)) or (
        isinstance(node, cst.BaseExpression) and _binds_inside(node)
    )


def _binds_inside(node: cst.CSTNode) -> bool:
    return any(isinstance(part, cst.NamedExpr) for part in walk(node, into_functions=False))


def _leaves_outer_loop(loop: cst.For | cst.While | cst.With) -> bool:
    """``break`` or ``continue`` in a loop's ``else`` concern the loop outside, as all do that stand in no loop."""
    if isinstance(loop, cst.With):
        return any(isinstance(part, (cst.Break, cst.Continue)) for part in walk(loop, into_functions=False))
    return loop.orelse is not None and any(
        isinstance(part, (cst.Break, cst.Continue)) for part in walk(loop.orelse, into_functions=False)
    )
