"""Phase 1: files to syntax trees with positions."""

from .discover import discover
from .source import CompileError, Source, parse_source
from .tree import children, walk

__all__ = ["CompileError", "Source", "children", "discover", "parse_source", "walk"]
