"""Which names a piece of code binds whenever it completes.

Purpose: a name that a region may leave as it was is an input of the region. Needs: syntax alone. Gives: names; one that
is left out is only looked at once more at run time.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst


def certainly_bound(node: cst.CSTNode) -> frozenset[str]:
    """The names that running ``node`` to its end binds, whatever happens on the way."""
    return frozenset(_bound(node))


def loop_targets(node: cst.CSTNode | None) -> frozenset[str]:
    """The names that a loop binds before each iteration; left alone only if there is nothing to iterate over."""
    return frozenset(_targets(node.target)) if isinstance(node, cst.For) else frozenset()


def _bound(node: cst.CSTNode) -> Iterator[str]:
    match node:
        case cst.SimpleStatementLine():
            for statement in node.body:
                yield from _bound(statement)
        case cst.Assign():
            for target in node.targets:
                yield from _targets(target.target)
            yield from _walrus(node.value)
        case cst.AugAssign():
            yield from _targets(node.target)
            yield from _walrus(node.value)
        case cst.AnnAssign():
            if node.value is not None:
                yield from _targets(node.target)
                yield from _walrus(node.value)
        case cst.Import() | cst.ImportFrom():
            if not isinstance(node.names, cst.ImportStar):
                for alias in node.names:
                    yield from _imported(alias)
        case cst.FunctionDef() | cst.ClassDef():
            yield node.name.value
        case cst.Expr():
            yield from _walrus(node.value)
        case cst.BaseExpression():
            yield from _walrus(node)


def _imported(alias: cst.ImportAlias) -> Iterator[str]:
    if alias.asname is not None:
        yield from _targets(alias.asname.name)
        return
    name: cst.CSTNode = alias.name
    while isinstance(name, cst.Attribute):
        name = name.value
    if isinstance(name, cst.Name):
        yield name.value


def _targets(target: cst.CSTNode) -> Iterator[str]:
    match target:
        case cst.Name():
            yield target.value
        case cst.Tuple() | cst.List():
            for element in target.elements:
                yield from _targets(element.value)
        case cst.StarredElement():
            yield from _targets(target.value)


# What is inside may be left out, or belongs to another scope.
_NOT_ALWAYS = (cst.BooleanOperation, cst.IfExp, cst.Comparison, cst.Lambda, cst.BaseComp)


def _walrus(node: cst.CSTNode) -> Iterator[str]:
    if isinstance(node, cst.NamedExpr):
        yield from _targets(node.target)
    if isinstance(node, _NOT_ALWAYS):
        # The first operand of `and`, `or` and of a comparison is always evaluated.
        if isinstance(node, cst.BooleanOperation | cst.Comparison):
            yield from _walrus(node.left)
        elif isinstance(node, cst.IfExp):
            yield from _walrus(node.test)
        return
    for child in node.children:
        yield from _walrus(child)
