"""Phase 4: regions, the edges between them, and mutable ranges."""

from .build import Graph, build_graph
from .writing import may_write

__all__ = ["Graph", "build_graph", "may_write"]
