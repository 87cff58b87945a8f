"""Phase 1: files to syntax trees with positions."""

from .discover import discover
from .overrides import VOCABULARY, Override, Overrides
from .source import CompileError, Source, parse_source
from .tree import children, walk

__all__ = [
    "VOCABULARY",
    "CompileError",
    "Override",
    "Overrides",
    "Source",
    "children",
    "discover",
    "parse_source",
    "walk",
]
