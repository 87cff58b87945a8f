"""What the compiler hands to the runtime: frozen data, no behaviour beyond (de)serialisation."""

from reactor_runtime.program.model import (
    Binding,
    Check,
    Checkpointed,
    ModuleProgram,
    Program,
    Range,
    Reason,
    Region,
    RegionKind,
    Span,
)

__all__ = [
    "Binding",
    "Check",
    "Checkpointed",
    "ModuleProgram",
    "Program",
    "Range",
    "Reason",
    "Region",
    "RegionKind",
    "Span",
]
