"""Hand-guarded scripts for tests of the engine alone: no compiler, no Streamlit."""

from __future__ import annotations

import textwrap
from typing import Any

from reactor_runtime.engine.checks import CallChecks
from reactor_runtime.engine.guards import Guards, activate
from reactor_runtime.engine.ranges import RangePlan
from reactor_runtime.engine.recall import Recall
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import Binding, ModuleProgram, Program, Range, Region, RegionKind, Span


def region(number: int, reads: str = "", binds: str = "", *, scope: str = "", **fields: Any) -> Region:
    """A region whose names are globals in the module and locals in a function."""
    where = Binding.LOCAL if scope else Binding.GLOBAL
    return Region(
        number,
        fields.pop("kind", RegionKind.STATEMENT),
        Span(number, 0, number, 1),
        scope,
        f"region {number}",
        reads=tuple((name, where) for name in reads.split()),
        binds=tuple((name, where) for name in binds.split()),
        **fields,
    )


class Script:
    """A guarded script and the walks over it. ``calls`` logs what ran: the script calls ``ran(label)``."""

    def __init__(
        self, source: str, *regions: Region, ranges: tuple[Range, ...] = (), recall: Recall | None = None
    ) -> None:
        module = ModuleProgram(0, "__main__", "app.py", "", textwrap.dedent(source), (), (), regions)
        program = Program((module,), ranges=ranges)
        self.walk = Walk(RangePlan(program), CallChecks(None), lambda: None, lambda: None, recall=recall)
        self.names: dict[str, Any] = {}
        self.inputs: dict[str, Any] = {}
        self.calls: list[Any] = []
        self._guards = Guards(module, self.names)
        self._code = compile(module.transpiled, "app.py", "exec")

    def run(self, **inputs: Any) -> list[Any]:
        """One walk with these inputs; answers what ran."""
        self.inputs.update(inputs)
        self.calls.clear()
        self.names.clear()
        self.names.update(_r=self._guards, ran=self.calls.append, inputs=dict(self.inputs))
        self.walk.begin()
        activate(self.walk)
        completed = False
        try:
            exec(self._code, self.names)
            completed = True
        finally:
            activate(None)
            self.walk.end(completed)
        return list(self.calls)
