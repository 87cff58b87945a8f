"""Names of files, and calls that open them, as the source shows them.

Purpose: tell texts that can only name a file on this machine from those that may be addresses (``s3://...``).
Needs: types. Gives: answers about expressions.
"""

from __future__ import annotations

import re

import libcst as cst

from reactor.bind import BindingKind, Names
from reactor_runtime.program.signatures import Effect

from .arguments import constant_string
from .infer import Types
from .types import Kind, Type

# What begins like this is no address, whatever follows: an address is a scheme and "://".
_NO_SCHEME = re.compile(r"[A-Za-z0-9+.\-]*[^A-Za-z0-9+.\-:]")
_ABSOLUTE = frozenset({"os.path.abspath", "os.path.realpath"})
_JOIN = "os.path.join"
_DIRNAME = "os.path.dirname"
_DEEPEST = 6


def opens(effect: Effect | None) -> bool:
    """Whether a call opens a file to read from it."""
    return effect is not None and bool(effect.paths) and (effect.family or "").startswith("io.")


def is_path(type_: Type) -> bool:
    """Whether it is a path object, which is never an address."""
    return type_.kind is Kind.VALUE and type_.certain and type_.name.startswith("pathlib.")


def is_local(node: cst.CSTNode, names: Names, types: Types, depth: int = 0) -> bool:
    """Whether a text can only be the name of a file on this machine."""
    if depth > _DEEPEST:
        return False
    match node:
        case cst.SimpleString() | cst.ConcatenatedString():
            text = constant_string(node)
            return text is not None and "://" not in text
        case cst.IfExp(body=body, orelse=orelse):
            return is_local(body, names, types, depth + 1) and is_local(orelse, names, types, depth + 1)
        case cst.Name() if node.value != "__file__":
            found = _values(node, names)
            return bool(found) and all(is_local(item, names, types, depth + 1) for item in found)
        case _:
            return _is_anchored(node, names, types, depth)


def _values(node: cst.Name, names: Names) -> list[cst.CSTNode]:
    """Everything that a variable is bound to; empty if some of it is not known."""
    variable = names.variables.get(node)
    found = names.definitions.get(variable, ()) if variable is not None else ()
    values = [item.value for item in found if item.kind is BindingKind.VALUE and item.value is not None]
    return values if len(values) == len(found) else []


def _is_anchored(node: cst.CSTNode, names: Names, types: Types, depth: int) -> bool:
    """The same of the text with anything appended to it."""
    if depth > _DEEPEST:
        return False
    match node:
        case cst.SimpleString() | cst.ConcatenatedString():
            text = constant_string(node)
            return text is not None and _NO_SCHEME.match(text) is not None
        case cst.FormattedString(parts=[cst.FormattedStringText(value=text), *_]):
            return _NO_SCHEME.match(text) is not None
        case cst.FormattedString(parts=[cst.FormattedStringExpression(expression=first), *_]):
            return _is_anchored(first, names, types, depth + 1)
        case cst.BinaryOperation(operator=cst.Add(), left=left):
            return _is_anchored(left, names, types, depth + 1)
        case cst.BinaryOperation(operator=cst.Divide(), left=left, right=right):
            # A path and a text, whatever it says, make a path.
            other = types.of(right, names)
            return is_path(types.of(left, names)) and other.certain and other.immutable
        case cst.Call(func=func, args=[cst.Arg(value=first, star=""), *_]):
            return _is_anchored_call(types.of(func, names).name, first, names, types, depth)
        case cst.Name(value="__file__"):
            return True
        case cst.Name():
            found = _values(node, names)
            return bool(found) and all(_is_anchored(item, names, types, depth + 1) for item in found)
        case _:
            return False


def _is_anchored_call(called: str, first: cst.BaseExpression, names: Names, types: Types, depth: int) -> bool:
    if called in _ABSOLUTE:
        return True
    if called == _JOIN:
        text = constant_string(first)
        return (bool(text) and ":" not in str(text)) or _is_anchored(first, names, types, depth + 1)
    if called == _DIRNAME:
        # Of an absolute path it is one.
        inner = first.func if isinstance(first, cst.Call) else first
        absolute = isinstance(first, cst.Call) and types.of(inner, names).name in _ABSOLUTE
        return absolute or (isinstance(first, cst.Name) and first.value == "__file__")
    return called == "builtins.str" and is_path(types.of(first, names))
