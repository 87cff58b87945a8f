"""What the compiler hands to the runtime: frozen data, no behaviour beyond (de)serialisation."""

from reactor_runtime.program.model import (
    FILE_NAME,
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
    "FILE_NAME",
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
