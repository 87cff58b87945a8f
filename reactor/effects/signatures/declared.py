"""Signatures that the author of an app has written, on top of those that come with Reactor.

Needs: the table `tool.reactor.signatures` of a pyproject.toml: a table a library, as in the files beside this one, in
which every word of `words` is an effect.
Gives: `Signatures`, in which the author's entries go before ours; or `SignatureError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from reactor_runtime.program.signatures import Effect

from .check import check_library
from .read import SignatureError, Tables, read_library
from .tables import Signatures
from .words import WORDS

KEY = "tool.reactor.signatures"

_WITHOUT_METHODS = frozenset({"immutable", "datetime", "hashlib", "itertools"})


def read_declared(libraries: Mapping[str, Any]) -> Tables:
    """What the author says, on its own."""
    tables = Tables()
    for name, library in libraries.items():
        key = f"{KEY}.{name}"
        check_library(library, key)
        read_library(tables, {"family": name, **library}, {}, key, WORDS)
    return tables


def with_declared(ours: Tables, theirs: Tables) -> Signatures:
    """Both, the author's first. Raises `SignatureError` for a result of a family that nobody describes."""
    whole = Tables(
        functions=ours.functions | theirs.functions,
        values=ours.values | theirs.values,
        methods=_merged(ours.methods, theirs.methods),
        attributes=_merged(ours.attributes, theirs.attributes),
        families=ours.families | theirs.families,
        rename=ours.rename | theirs.rename,
    )
    known = whole.methods.keys() | whole.attributes.keys() | _WITHOUT_METHODS
    for name, effect in _effects(theirs):
        for family in (effect.family, effect.elements):
            if family is not None and family.partition(".")[0] not in known:
                close = get_close_matches(family.partition(".")[0], known, n=1)
                meant = f"; did you mean {close[0]!r}?" if close else ""
                raise SignatureError(f"{KEY}: {name}: no library has methods under the family {family!r}{meant}")
    return Signatures(whole, theirs)


def _merged(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Two tables of tables, entry by entry."""
    merged = dict(ours)
    for name, value in theirs.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], value) if both else value
    return merged


def _effects(tables: Tables) -> Iterator[tuple[str, Effect]]:
    def with_variants(name: str, effect: Effect) -> Iterator[tuple[str, Effect]]:
        yield name, effect
        for _, variant in effect.when:
            yield from with_variants(name, variant)

    for by_name in (tables.functions, tables.values):
        for name, effect in by_name.items():
            yield from with_variants(name, effect)
    for by_family in (tables.methods, tables.attributes):
        for family, types in by_family.items():
            for type_name, members in types.items():
                for name, effect in members.items():
                    yield from with_variants(f"{family}.{type_name}.{name}", effect)
