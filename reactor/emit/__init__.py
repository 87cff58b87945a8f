"""Phase 5: the transpiled script."""

from .transpile import Transpiled, transpile

__all__ = ["Transpiled", "transpile"]
