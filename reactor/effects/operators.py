"""Operators on instances of the app's classes are calls of their methods."""

from __future__ import annotations

import libcst as cst

from . import app_calls
from .call_arguments import Arguments
from .context import Run
from .record import Value
from .types import FLOAT, INT

BINARY_METHODS: dict[type[cst.BaseBinaryOp], tuple[str, ...]] = {
    cst.Add: ("__add__", "__radd__"),
    cst.Subtract: ("__sub__", "__rsub__"),
    cst.Multiply: ("__mul__", "__rmul__"),
    cst.Divide: ("__truediv__", "__rtruediv__"),
    cst.FloorDivide: ("__floordiv__", "__rfloordiv__"),
    cst.Modulo: ("__mod__", "__rmod__"),
    cst.Power: ("__pow__", "__rpow__"),
    cst.MatrixMultiply: ("__matmul__", "__rmatmul__"),
    cst.BitAnd: ("__and__", "__rand__"),
    cst.BitOr: ("__or__", "__ror__"),
    cst.BitXor: ("__xor__", "__rxor__"),
    cst.LeftShift: ("__lshift__", "__rlshift__"),
    cst.RightShift: ("__rshift__", "__rrshift__"),
}


COMPARISON_METHODS: dict[type[cst.BaseCompOp], tuple[str, ...]] = {
    cst.Equal: ("__eq__",),
    cst.NotEqual: ("__ne__", "__eq__"),
    cst.LessThan: ("__lt__", "__gt__"),
    cst.GreaterThan: ("__gt__", "__lt__"),
    cst.LessThanEqual: ("__le__", "__ge__"),
    cst.GreaterThanEqual: ("__ge__", "__le__"),
    cst.In: ("__contains__",),
    cst.NotIn: ("__contains__",),
}
IN_PLACE_METHODS = tuple(f"__i{names[0].removeprefix('__')}" for names in BINARY_METHODS.values())


def methods_called(node: cst.CSTNode) -> tuple[str, ...]:
    """The special methods that a piece of syntax may call, of those that are followed."""
    match node:
        case cst.BinaryOperation():
            return BINARY_METHODS.get(type(node.operator), ())
        case cst.ComparisonTarget():
            return COMPARISON_METHODS.get(type(node.operator), ())
        case cst.AugAssign():
            return IN_PLACE_METHODS
        case cst.Subscript():
            return ("__getitem__", "__setitem__", "__delitem__")
        case cst.For() | cst.CompFor():
            return ("__iter__", "__next__")
        case cst.With():
            return ("__enter__", "__exit__")
    return ()


def computes(node: cst.BinaryOperation, left: Value, right: Value, run: Run) -> bool:
    """Whether an operator makes something new, whatever the other operand is: beside a number, all but ``*`` do.

    A sequence times a number holds what the sequence holds, and a class of the app may answer with anything.
    """
    if isinstance(node.operator, cst.Multiply) or not any(side.type in (INT, FLOAT) for side in (left, right)):
        return False
    return not any(name in run.shared.app.methods for name in BINARY_METHODS.get(type(node.operator), ()))


def apply_operators(node: cst.CSTNode, methods: tuple[str, ...], operands: tuple[Value, ...], run: Run) -> None:
    """Operators on instances of the app's classes call their methods; only those that matter are followed."""
    for name in methods:
        functions = run.shared.app.methods.get(name, ())
        for function in functions:
            for operand in operands:
                if operand.type.owner is None and operand.type.known:
                    continue
                others = Arguments(tuple(other for other in operands if other is not operand))
                app_calls.apply_function(node, function, run, others, operand)
