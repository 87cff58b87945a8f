"""Children of a syntax node in the order in which Python evaluates them, without whitespace and punctuation.

LibCST's own visitors pass through every space and comma; the passes here look at expressions and statements only, and
some of them depend on evaluation order (a value is evaluated before the target it is assigned to).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

import libcst as cst

_LAYOUT = (
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.Newline,
    cst.Comment,
    cst.Comma,
    cst.Colon,
    cst.Dot,
    cst.Semicolon,
    cst.AssignEqual,
    cst.LeftParen,
    cst.RightParen,
    cst.LeftSquareBracket,
    cst.RightSquareBracket,
    cst.LeftCurlyBrace,
    cst.RightCurlyBrace,
    cst.ParamSlash,
    cst.BaseUnaryOp,
    cst.BaseBinaryOp,
    cst.BaseBooleanOp,
    cst.BaseCompOp,
    cst.BaseAugOp,
)

# Node types whose fields are not declared in evaluation order.
_ORDER: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.Assign: ("value", "targets"),
    cst.AnnAssign: ("annotation", "value", "target"),
    cst.AugAssign: ("value", "target"),
    cst.NamedExpr: ("value", "target"),
    cst.For: ("iter", "target", "body", "orelse"),
    cst.CompFor: ("iter", "target", "ifs", "inner_for_in"),
    cst.ListComp: ("for_in", "elt"),
    cst.SetComp: ("for_in", "elt"),
    cst.GeneratorExp: ("for_in", "elt"),
    cst.DictComp: ("for_in", "key", "value"),
    cst.IfExp: ("test", "body", "orelse"),
    cst.FunctionDef: ("decorators", "type_parameters", "params", "returns", "name", "body"),
    cst.ClassDef: ("decorators", "type_parameters", "bases", "keywords", "body", "name"),
    cst.Arg: ("value",),
    cst.Attribute: ("value",),
    cst.Annotation: ("annotation",),
}

_SKIPPED_FIELDS = frozenset(
    {"lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "leading_lines", "footer", "header"}
)


@cache
def _field_names(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    known = _ORDER.get(kind)
    if known is not None:
        return known
    names = (item.name for item in fields(kind))
    return tuple(name for name in names if name not in _SKIPPED_FIELDS and not name.startswith("whitespace"))


_CHILD_TYPES: dict[type[object], bool] = {}


def _is_child_type(kind: type[object]) -> bool:
    known = _CHILD_TYPES.get(kind)
    if known is None:
        known = _CHILD_TYPES[kind] = issubclass(kind, cst.CSTNode) and not issubclass(kind, _LAYOUT)
    return known


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Direct children in evaluation order."""
    found: list[cst.CSTNode] = []
    for name in _field_names(type(node)):
        value = getattr(node, name)
        kind = type(value)
        if kind is tuple or kind is list:
            found.extend(item for item in value if _is_child_type(type(item)))
        elif _is_child_type(kind):
            found.append(value)
    return found


def walk(node: cst.CSTNode, into_functions: bool = True) -> Iterator[cst.CSTNode]:
    """The node and everything below it, each before its children.

    Without ``into_functions`` only what runs in the same frame: the bodies of inner functions and lambdas are left out.
    """
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if not into_functions and current is not node and isinstance(current, (cst.FunctionDef, cst.Lambda)):
            decorators = current.decorators if isinstance(current, cst.FunctionDef) else ()
            stack.extend(reversed([*decorators, current.params]))
        else:
            stack.extend(reversed(children(current)))
