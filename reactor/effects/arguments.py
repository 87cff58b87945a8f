"""Call arguments as the signature tables want them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import libcst as cst

from reactor_runtime.program.signatures import arguments


def constant(node: cst.BaseExpression) -> str | None:
    """``repr`` of a literal, None for anything else."""
    if isinstance(node, cst.Name):
        return node.value if node.value in ("True", "False", "None") else None
    if isinstance(node, (cst.SimpleString, cst.Integer, cst.Float, cst.ConcatenatedString)):
        try:
            return repr(node.evaluated_value)
        except (ValueError, SyntaxError):
            return None
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        inner = constant(node.expression)
        return None if inner is None else f"-{inner}"
    if isinstance(node, cst.Tuple):
        parts = [constant(element.value) for element in node.elements]
        if any(part is None for part in parts):
            return None
        return repr(tuple(ast.literal_eval(str(part)) for part in parts))
    return None


def constant_string(node: cst.BaseExpression) -> str | None:
    """The value of a string literal, None for anything else."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        text = node.evaluated_value
        return text if isinstance(text, str) else None
    return None


def describe(args: Sequence[cst.Arg]) -> dict[str, str]:
    """All arguments of a call, constants by ``repr``."""
    positional: list[str | None] = []
    keywords: dict[str, str | None] = {}
    star = False
    for arg in args:
        if arg.star:
            star = True
        elif arg.keyword is not None:
            keywords[arg.keyword.value] = constant(arg.value)
        else:
            positional.append(constant(arg.value))
    return arguments(positional, keywords, star)


def keyed_arguments(call: cst.Call) -> list[tuple[str, cst.BaseExpression]]:
    """Arguments under the keys that `describe` gives them, without the starred ones."""
    positional = [arg.value for arg in call.args if arg.keyword is None and not arg.star]
    keywords = [(arg.keyword.value, arg.value) for arg in call.args if arg.keyword is not None]
    return [(str(position), node) for position, node in enumerate(positional)] + keywords


def keyword(call: cst.Call, name: str) -> cst.BaseExpression | None:
    """The value of a keyword argument."""
    return next((arg.value for arg in call.args if arg.keyword is not None and arg.keyword.value == name), None)


def argument(call: cst.Call, position: int, name: str) -> cst.BaseExpression | None:
    """An argument given by position or by name."""
    found = keyword(call, name)
    if found is not None:
        return found
    if position < len(call.args) and all(not arg.star and arg.keyword is None for arg in call.args[: position + 1]):
        return call.args[position].value
    return None
