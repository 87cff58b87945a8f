"""Signatures: what calls of library methods do, and the lookup that compiler and runtime share.

The tables come from ``reactor/effects/signatures/*.toml``; its README defines the fields of `Effect` and the
references to parameters. The compiler reads the files, the runtime gets the same tables as plain data inside
``Program.signatures``.
No answer (``None``) means that nobody knows, and the caller takes the worst case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import reduce
from typing import cast

UNKNOWN = "?"
"""Stands for an argument that is not a constant."""

MEMORY = "<memory>"
"""Stands for an argument that is known to be a stream in memory."""

STAR = "*"
"""Argument key: the call has ``*args`` or ``**kwargs``, so any argument may be given."""

ANY_TYPE = "any"
"""Type name for what holds for every type of a family that has no entry of its own."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one parameter: ``of`` are all the ways it can be given, ``test`` is none, true, given, memory,
    ``= repr``, or ``lacks text``."""

    of: tuple[str, ...]
    test: str

    def holds(self, arguments: Mapping[str, str]) -> bool | None:
        """Whether it holds for a call with these arguments; None if that is not known."""
        given = next((arguments[key] for key in self.of if key in arguments), None)
        if self.test == "memory":
            return given == MEMORY
        if given is None:
            if STAR in arguments:
                return None
            return self.test == "none"
        if self.test == "given":
            return True
        if given == UNKNOWN:
            return None
        if self.test == "none":
            return given == "None"
        if self.test == "true":
            return given not in ("False", "None", "0", "''", "()")
        if self.test.startswith("lacks "):
            return self.test.removeprefix("lacks ") not in given
        return given == self.test.removeprefix("= ")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a call does. The fields are defined in ``reactor/effects/signatures/README.md``."""

    mutates: tuple[str, ...] = ()
    captures: tuple[str, ...] = ()
    consumes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    immutable: bool = False
    family: str | None = None
    elements: str | None = None
    tables: str | None = None
    volatile: str | None = None
    draws: bool = False
    kind: str | None = None
    handle: bool = False
    context: bool = False
    calls_now: tuple[str, ...] = ()
    calls_later: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    when: tuple[tuple[Condition, Effect], ...] = field(default=(), repr=False)

    def given(self, arguments: Mapping[str, str]) -> Effect:
        """The effect of a call with these arguments, without conditions."""
        possible: list[Effect] = []
        for condition, effect in self.when:
            holds = condition.holds(arguments)
            if holds is not False:
                possible.append(effect.given(arguments))
            if holds:
                break
        else:
            possible.append(replace(self, when=()) if self.when else self)
        return join(possible)


def join(effects: Sequence[Effect]) -> Effect:
    """One effect that is true of a call that has one of these effects."""
    if len(effects) == 1:
        return effects[0]
    assert effects, "a join needs at least one effect"
    return reduce(_join_two, effects)


def arguments(
    positional: Iterable[str | None], keywords: Mapping[str, str | None], star: bool = False
) -> dict[str, str]:
    """Describe a call: ``repr`` of each constant argument, None for one that is not constant."""
    described = {str(index): UNKNOWN if value is None else value for index, value in enumerate(positional)}
    described |= {name: UNKNOWN if value is None else value for name, value in keywords.items()}
    if star:
        described[STAR] = UNKNOWN
    return described


class RuntimeSignatures:
    """Methods of library types, by family, type and name. Frozen after construction; lookups are memoised."""

    def __init__(self, data: Mapping[str, object]) -> None:
        effects = [effect_from_data(item) for item in cast("list[dict[str, object]]", data.get("effects", []))]
        self._families = cast("dict[str, str]", data.get("families", {}))
        self._methods: dict[str, dict[str, dict[str, Effect]]] = {}
        for family, types in cast("dict[str, dict[str, dict[str, str]]]", data.get("methods", {})).items():
            self._methods[family] = {
                type_name: {name: effects[int(index)] for index, names in by_effect.items() for name in names.split()}
                for type_name, by_effect in types.items()
            }
        self.settings = cast("dict[str, list[str]]", data.get("settings", {}))
        self._joined: dict[tuple[str, str, str], Effect | None] = {}
        self._resolved: dict[tuple[type, str], Effect | None] = {}

    def family_of(self, module: str) -> str:
        """The family of the runtime types that a module defines."""
        top = module.partition(".")[0]
        return self._families.get(top, top)

    def families(self) -> list[str]:
        """The families that have methods."""
        return list(self._methods)

    def types(self, family: str) -> Mapping[str, Mapping[str, Effect]]:
        """The types of a family with their methods."""
        return self._methods.get(family, {})

    def method(self, family: str, name: str, type_name: str | None = None) -> Effect | None:
        """The effect of a method; without a type, the join over the types of the family that have it."""
        family, _, given_type = family.partition(".")
        key = (family, type_name or given_type, name)
        if key not in self._joined:
            self._joined[key] = self._find(*key)
        return self._joined[key]

    def resolve(self, type_: type, method: str, keywords: Mapping[str, str]) -> Effect | None:
        """The effect of calling ``method`` on an instance of exactly this type with these arguments."""
        key = (type_, method)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(type_, method)
        effect = self._resolved[key]
        return effect.given(keywords) if effect is not None else None

    def _find(self, family: str, type_name: str, name: str) -> Effect | None:
        types = self._methods.get(family, {})
        if not type_name:
            owners: Iterable[str] = () if family == "builtins" else types
        else:
            owners = (owner if owner in types else ANY_TYPE for owner in type_name.split("|"))
        found = [types[owner][name] for owner in owners if name in types.get(owner, ())]
        return join(found) if found else None

    def _resolve(self, type_: type, method: str) -> Effect | None:
        """Only the class that defines the method answers: a class of another family may have overridden it."""
        if method == "__getitem__" and issubclass(type_, dict) and hasattr(type_, "__missing__"):
            method = "__missing__"  # what a missing key does is the most that reading an item does
        defining = _defining_class(type_, method)
        lookup = _defining_class(type_, "__getattribute__")
        if defining is None or lookup is None:
            return None
        family = self.family_of(defining.__module__)
        if self.family_of(lookup.__module__) not in ("builtins", family):
            return None
        for base in type_.__mro__:
            if self.family_of(base.__module__) == family:
                effect = self.method(family, method, base.__name__)
                if effect is not None:
                    return effect
            if base is defining:
                break
        return None


def _defining_class(type_: type, name: str) -> type | None:
    return next((base for base in type_.__mro__ if name in vars(base)), None)


def effect_from_data(data: Mapping[str, object]) -> Effect:
    """The inverse of `effect_to_data`."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    values["when"] = tuple(
        (Condition(tuple(of), test), effect_from_data(effect))
        for of, test, effect in cast("list[tuple[list[str], str, dict[str, object]]]", data.get("when", []))
    )
    return Effect(**values)  # type: ignore[arg-type]  # the fields' own types were written by effect_to_data


def effect_to_data(effect: Effect) -> dict[str, object]:
    """Plain JSON-able data: only the fields that differ from the default."""
    data: dict[str, object] = {}
    for item in fields(effect):
        value = getattr(effect, item.name)
        if item.name == "when" or value == item.default:
            continue
        data[item.name] = list(value) if isinstance(value, tuple) else value
    if effect.when:
        data["when"] = [[list(condition.of), condition.test, effect_to_data(other)] for condition, other in effect.when]
    return data


def _join_two(a: Effect, b: Effect) -> Effect:
    """Join so that ``join([a, b]).given(x) == join([a.given(x), b.given(x)])``."""
    if [condition for condition, _ in a.when] == [condition for condition, _ in b.when]:
        when = tuple((condition, _join_two(x, y)) for (condition, x), (_, y) in zip(a.when, b.when, strict=True))
    else:
        when = tuple((condition, _join_two(variant, b)) for condition, variant in a.when)
        when += tuple((condition, _join_two(replace(a, when=()), variant)) for condition, variant in b.when)
    binds = tuple(name for name in a.binds if name in b.binds)
    weak = tuple(name for name in _union(a.binds, b.binds) if name not in binds)  # may bind: no strong update
    return Effect(
        mutates=_union(_union(a.mutates, b.mutates), weak),
        captures=_union(a.captures, b.captures),
        consumes=_union(a.consumes, b.consumes),
        aliases=_union(a.aliases, b.aliases),
        contains=_union(a.contains, b.contains),
        immutable=a.immutable and b.immutable,
        family=_common_family(a.family, b.family),
        elements=_common_family(a.elements, b.elements),
        tables=a.tables or b.tables,
        volatile=_stronger(a.volatile, b.volatile),
        draws=a.draws or b.draws,
        kind=a.kind if a.kind == b.kind else None,
        handle=a.handle or b.handle,
        context=a.context and b.context,
        calls_now=_union(a.calls_now, b.calls_now),
        calls_later=_union(a.calls_later, b.calls_later),
        hidden=_union(a.hidden, b.hidden),
        binds=binds,
        # A promise holds only if both give it; what an element may read, it may read if either does.
        paths=a.paths if a.paths == b.paths else () if a.volatile or b.volatile else _union(a.paths, b.paths),
        when=when,
    )


def _union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return a if a == b else tuple(dict.fromkeys(a + b))


def _stronger(a: str | None, b: str | None) -> str | None:
    """``config`` promises more than any other reason, so it gives way to them."""
    reasons = [reason for reason in (a, b) if reason is not None]
    return next((reason for reason in reasons if reason != "config"), reasons[0] if reasons else None)


def _common_family(a: str | None, b: str | None) -> str | None:
    """The family that covers both: ``pandas.DataFrame|Series`` for two types of one family."""
    if a is None or b is None or a == b:
        return a if a == b else None
    family, _, types = a.partition(".")
    other_family, _, other_types = b.partition(".")
    if family != other_family:
        return None
    return (
        f"{family}.{'|'.join(_union(tuple(types.split('|')), tuple(other_types.split('|'))))}"
        if types and other_types
        else family
    )
