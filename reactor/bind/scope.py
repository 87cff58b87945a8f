"""Scopes, definitions and variables: the words of the bind phase.

A *web* is a set of bindings of one name that no use can tell apart: two bindings are in one web if some use may see
either. Reusing a name for unrelated values (``fig`` in every section of a script) therefore gives unrelated variables.
Names that inner functions or other modules see have a single web, as nobody knows when those run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import libcst as cst


class ScopeKind(StrEnum):
    MODULE = "module"
    FUNCTION = "function"
    LAMBDA = "lambda"
    CLASS = "class"
    COMPREHENSION = "comprehension"


class BindingKind(StrEnum):
    """How a name gets its value."""

    VALUE = "value"
    ITEM = "item"
    PART = "part"
    CONTEXT = "context"
    AUGMENTED = "augmented"
    IMPORT = "import"
    FUNCTION = "function"
    CLASS = "class"
    PARAMETER = "parameter"
    OTHER = "other"


@dataclass(frozen=True, eq=False, repr=False)
class Definition:
    """One binding of a name.

    ``value`` is what it is bound to: for ``ITEM`` the iterable, for ``PART`` the unpacked value with ``path`` the
    position in it, for ``CONTEXT`` the context expression. For an import ``imported`` is the qualified name.
    """

    kind: BindingKind
    target: cst.CSTNode
    value: cst.CSTNode | None = None
    path: tuple[int, ...] = ()
    imported: str | None = None


@dataclass(eq=False, repr=False)
class Scope:
    """One scope. Filled by the scope pass, read-only afterwards.

    ``shared`` are its names that another scope reads or binds (or that an import from another file may read).
    """

    kind: ScopeKind
    node: cst.CSTNode
    parent: Scope | None
    module: int
    qualname: str
    definitions: dict[str, list[Definition]] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    uses: list[tuple[cst.Name, str]] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    free: dict[str, Scope] = field(default_factory=dict)

    @property
    def function_like(self) -> bool:
        return self.kind in (ScopeKind.FUNCTION, ScopeKind.LAMBDA)

    def module_scope(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def frame(self) -> Scope:
        """The scope whose frame runs this code: comprehensions belong to the scope around them."""
        scope = self
        while scope.kind is ScopeKind.COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        return scope


@dataclass(frozen=True, slots=True)
class Variable:
    """A web of a name in a scope. ``scope`` None: a builtin, or bound by nobody."""

    scope: Scope | None
    name: str
    web: int = 0
