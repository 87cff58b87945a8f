"""Settings of Python's own modules on which operators and functions depend without naming them.

`decimal.getcontext().prec = digits` changes what every division of decimals gives. Who reads such a setting cannot be
told, so where a script sets one to something that is no constant, or on some ways only, all of the app runs at every
event. A constant that every run sets is no change.
"""

from __future__ import annotations

import libcst as cst

from reactor_runtime.program import Reason

from .arguments import constant
from .context import Run

SETTERS = frozenset({"calendar.setfirstweekday", "decimal.getcontext", "decimal.localcontext", "decimal.setcontext"})


def stores_constant(node: cst.Assign, run: Run) -> None:
    """Note of an assignment that what it stores into is given the same value in every run."""
    if constant(node.value) is None or run.branches:
        return
    for target in node.targets:
        if isinstance(target.target, cst.Attribute):
            run.constant_stores.add(target.target.value)


def note_setting(node: cst.Call, run: Run) -> None:
    """A call of one of `SETTERS`."""
    constants = bool(node.args) and all(constant(arg.value) is not None and not arg.star for arg in node.args)
    if node in run.constant_stores or (constants and not run.branches):
        return
    reason = Reason("process-setting", run.line(node), run.text(node))
    for index in run.shared.partitions:
        run.shared.dynamic.setdefault(index, reason)
