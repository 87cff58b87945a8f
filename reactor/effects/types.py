"""What is known of a value without running the script: the words of type inference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reactor.effects.app import Class, Function
from reactor_runtime.program.signatures import Effect

HANDLE_FAMILY = "streamlit.DeltaGenerator"


class Kind(StrEnum):
    UNKNOWN = "unknown"
    PENDING = "pending"
    """Depends on itself; stands for nothing while a cycle is being resolved."""
    NONE = "none"
    LIBRARY = "library"
    """A module, function or class of a library, by qualified name."""
    MODULE = "module"
    """A local module, by its import name."""
    FUNCTION = "function"
    """One of some functions of the app, perhaps bound to a receiver."""
    CLASS = "class"
    INSTANCE = "instance"
    """An instance of a class of the app."""
    VALUE = "value"
    """An instance of a library type, by family."""


@dataclass(frozen=True, slots=True)
class Type:
    """``certain`` False: only a hint, the value may be anything else too. ``name`` is the qualified name or family."""

    kind: Kind
    name: str = ""
    functions: frozenset[Function] = frozenset()
    owner: Class | None = None
    parts: tuple[Type, ...] = ()
    elements: Type | None = None
    immutable: bool = False
    handle: bool = False
    bound: bool = False
    certain: bool = True

    @property
    def known(self) -> bool:
        return self.kind is not Kind.UNKNOWN and self.certain

    def element(self, position: int | None = None) -> Type:
        """The type of an item."""
        if self.kind is Kind.PENDING:
            return self
        if position is not None and position < len(self.parts):
            return self.parts[position]
        if self.parts:
            return join_types(self.parts)
        if self.elements is not None:
            return self.elements
        if self.certain and self.name in _LINES:
            return _LINES[self.name]
        return SCALAR if self.immutable and self.name == "builtins.str" else UNKNOWN


UNKNOWN = Type(Kind.UNKNOWN)
PENDING = Type(Kind.PENDING)
NONE = Type(Kind.NONE, "builtins.NoneType", immutable=True)
SCALAR = Type(Kind.VALUE, "", immutable=True)
STR = Type(Kind.VALUE, "builtins.str", immutable=True)
INT = Type(Kind.VALUE, "builtins.int", immutable=True)
FLOAT = Type(Kind.VALUE, "builtins.float", immutable=True)
BOOL = Type(Kind.VALUE, "builtins.bool", immutable=True)
BYTES = Type(Kind.VALUE, "builtins.bytes", immutable=True)
HANDLE = Type(Kind.VALUE, HANDLE_FAMILY, handle=True)


_PROXIES = frozenset({"streamlit.SessionStateProxy", "streamlit.QueryParamsProxy", "streamlit.Page"})
_NO_OBJECT = (Kind.LIBRARY, Kind.MODULE, Kind.NONE)
TABLE_LIBRARIES = frozenset({"pandas", "polars"})
_TABLES = TABLE_LIBRARIES | {"numpy", "scipy"}
_CONTAINERS = frozenset(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "dict")) | {
    "collections.deque",
    "collections.defaultdict",
    "collections.OrderedDict",
}


_LINES = {"io.StringIO": STR, "io.BytesIO": BYTES, "streamlit.UploadedFile": BYTES}
_IN_MEMORY = frozenset({*_LINES, "pandas.ExcelBuffer"})


def in_memory(type_: Type) -> bool:
    """Whether it is a stream in memory: reading and writing it touches nothing outside."""
    return type_.certain and type_.kind is Kind.VALUE and type_.name in _IN_MEMORY


def is_container(type_: Type) -> bool:
    """Whether what is inside is told apart from the whole: Python's containers and instances of the app's classes."""
    return type_.certain and (type_.name in _CONTAINERS or type_.kind is Kind.INSTANCE)


def shareable(type_: Type) -> bool:
    """Whether an object of this type could be changed through another name."""
    if not type_.certain:
        return True
    if type_.immutable or type_.handle or type_.kind in _NO_OBJECT or type_.name in _PROXIES:
        return False
    return not (type_.elements is not None and type_.elements.handle and type_.elements.certain)


def has_plain_cells(type_: Type) -> bool:
    """Whether what a table or array holds is taken to be immutable."""
    return type_.certain and type_.kind is Kind.VALUE and type_.name.partition(".")[0] in _TABLES


def value(family: str, elements: Type | None = None) -> Type:
    """A mutable instance of a library type."""
    return Type(Kind.VALUE, family, elements=elements)


def library(qualified: str) -> Type:
    return Type(Kind.LIBRARY, qualified)


def from_effect(effect: Effect) -> Type:
    """The type of a call's result."""
    elements = None
    if effect.elements is not None:
        elements = _element(effect.elements)
    if effect.handle and elements is None:
        return HANDLE
    if effect.family is None:
        return SCALAR if effect.immutable else Type(Kind.UNKNOWN, elements=elements)
    if effect.family == "builtins.NoneType":
        return NONE
    return Type(Kind.VALUE, effect.family, elements=elements, immutable=effect.immutable)


def _element(family: str) -> Type:
    """The type of the items of a result; ``immutable`` is any immutable object."""
    if family == "immutable":
        return SCALAR
    return next((known for known in (STR, INT, FLOAT, BOOL, BYTES, HANDLE) if known.name == family), value(family))


def join_types(types: tuple[Type, ...] | list[Type]) -> Type:
    """One type that is true of each."""
    joined: Type | None = None
    for item in types:
        joined = item if joined is None else _join_two(joined, item)
    return joined or UNKNOWN


def hint(type_: Type) -> Type:
    """The same, as something that may also be anything else."""
    return replace(type_, certain=False) if type_.certain else type_


def _join_two(a: Type, b: Type) -> Type:
    if a == b:
        return a
    if Kind.PENDING in (a.kind, b.kind):
        return a if b.kind is Kind.PENDING else b
    # None has no methods that could do anything, so beside another type it adds nothing but a possible exception.
    if a.kind is Kind.NONE:
        return b
    if b.kind is Kind.NONE:
        return a
    certain = a.certain and b.certain
    if a.kind is b.kind is Kind.FUNCTION:
        return Type(Kind.FUNCTION, functions=a.functions | b.functions, bound=a.bound and b.bound, certain=certain)
    if Kind.FUNCTION in (a.kind, b.kind):
        return hint(a if a.kind is Kind.FUNCTION else b)
    if a.kind is b.kind is Kind.VALUE:
        immutable = a.immutable and b.immutable
        elements = join_types([a.elements, b.elements]) if a.elements and b.elements else None
        top, _, _ = a.name.partition(".")
        if a.name == b.name:
            parts = tuple(map(_join_two, a.parts, b.parts)) if len(a.parts) == len(b.parts) else ()
            return Type(
                Kind.VALUE,
                a.name,
                immutable=immutable,
                elements=elements,
                parts=parts,
                handle=a.handle,
                certain=certain,
            )
        if top == b.name.partition(".")[0] and top not in ("", "builtins"):
            return Type(Kind.VALUE, top, immutable=immutable, elements=elements, certain=certain)
        if immutable:
            return Type(Kind.VALUE, "", immutable=True, certain=certain)
    return UNKNOWN
