"""Phase 2: which variable every name means, and which of its bindings a use may see."""

from .names import Names, bind
from .scope import BindingKind, Definition, Scope, ScopeKind, Variable

__all__ = ["BindingKind", "Definition", "Names", "Scope", "ScopeKind", "Variable", "bind"]
