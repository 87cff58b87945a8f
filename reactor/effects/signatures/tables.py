"""The compiler's view of the signature tables: functions, methods, attributes and module variables by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reactor_runtime.program.signatures import ANY_TYPE, Effect, RuntimeSignatures, effect_to_data, join

from .read import ByType, Tables

ATTRIBUTE = Effect(aliases=("self",))
"""Reading an attribute that no file describes: part of the object it is read from."""

EVERY_OTHER = "*"
"""Attribute name: whatever is not listed."""


class Signatures:
    """All that the files say. Nothing in it changes after construction."""

    def __init__(self, tables: Tables, declared: Tables | None = None) -> None:
        """``declared``: those of the entries that the author of the app has written."""
        self._declared = declared
        self._functions = tables.functions
        self._values = tables.values
        self._attributes = tables.attributes
        self._rename = tables.rename
        self._settings = frozenset(tables.settings)
        self._data = _to_data(tables)
        self._methods = RuntimeSignatures(self._data)
        self._by_method_name = _by_method_name(tables.methods)

    def function(self, qualified: str) -> Effect | None:
        """The effect of calling what this qualified name means: a function, a class, or a method through its class."""
        name = self._canonical(qualified)
        effect = self._functions.get(name)
        return effect if effect is not None else self._method_as_function(name)

    def declares_function(self, qualified: str) -> bool:
        """Whether the author of the app has described this function, or this method through its class."""
        return self._declared is not None and (
            self._canonical(qualified) in self._declared.functions
            or self.declares_method(qualified.rpartition(".")[0], qualified.rpartition(".")[2])
        )

    def declares_method(self, family: str, name: str) -> bool:
        """Whether the author of the app has described a method of this name for the family or the type."""
        if self._declared is None:
            return False
        top, _, type_names = family.partition(".")
        types = self._declared.methods.get(top, {})
        owners = [owner if owner in types else ANY_TYPE for owner in type_names.split("|")] if type_names else types
        return any(name in types.get(owner, ()) for owner in owners)

    def declared_modules(self) -> frozenset[str]:
        """First parts of the names that the author of the app has described functions of."""
        return frozenset(name.partition(".")[0] for name in (self._declared.functions if self._declared else ()))

    def method(self, family: str, name: str, type_name: str | None = None) -> Effect | None:
        """The effect of a method; without a type, the join over the types of the family that have it."""
        return self._methods.method(family, name, type_name)

    def method_any(self, name: str) -> Effect | None:
        """The effect of a method of an unknown library type, if all that have it do alike."""
        effects = self._by_method_name.get(name, [])
        if not effects or len({_what_it_does(effect) for effect in effects}) > 1:
            return None
        return join(effects)

    def methods_by_name(self) -> Mapping[str, Sequence[Effect]]:
        """Every method name with all the effects it has in some type."""
        return self._by_method_name

    def attribute(self, family: str | None, name: str) -> Effect:
        """What reading an attribute gives. Reading is pure; an attribute nobody describes is part of its object."""
        top, _, type_name = (family or "").partition(".")
        types = self._attributes.get(top, {})
        if type_name:
            types = {owner: types[owner] for owner in (*type_name.split("|"), ANY_TYPE) if owner in types}
        for wanted in (name, EVERY_OTHER):
            found = [names[wanted] for names in types.values() if wanted in names]
            if found:
                return join(found)
        return ATTRIBUTE

    def value(self, qualified: str) -> Effect | None:
        """What a module's variable is (`streamlit.sidebar`, `math.pi`)."""
        return self._values.get(self._canonical(qualified))

    def function_names(self, prefix: str = "") -> list[str]:
        """The qualified names of all functions that have a signature."""
        return [name for name in self._functions if name.startswith(prefix)]

    @property
    def settings(self) -> frozenset[str]:
        """Hidden variables that the whole process shares, which the runtime knows how to look at."""
        return self._settings

    def families(self) -> list[str]:
        """The families that have methods."""
        return self._methods.families()

    def type_names(self, family: str) -> list[str]:
        """The types of a family that have methods."""
        return list(self._methods.types(family))

    def method_names(self, family: str, type_name: str) -> list[str]:
        """The methods of a type that have a signature."""
        return list(self._methods.types(family).get(type_name, ()))

    def to_data(self) -> dict[str, object]:
        """The method tables as JSON-able data, for `RuntimeSignatures`."""
        return self._data

    def _canonical(self, qualified: str) -> str:
        for prefix in sorted(self._rename, key=len, reverse=True):
            if qualified.startswith(prefix):
                return self._rename[prefix] + qualified[len(prefix) :]
        return qualified

    def _method_as_function(self, name: str) -> Effect | None:
        owner, _, method = name.rpartition(".")
        module, _, type_name = owner.rpartition(".")
        if not module or name in self._values or not (owner in self._functions or module == "builtins"):
            return None
        types = self._methods.types(self._methods.family_of(module))
        effect = types.get(type_name, {}).get(method)
        return _receiver_as_argument(effect) if effect is not None else None


def _what_it_does(effect: Effect) -> Effect:
    """The part of an effect in which types must agree for an unknown receiver; the result is joined."""
    return replace(
        effect,
        aliases=(),
        contains=(),
        captures=(),
        consumes=(),
        immutable=False,
        family=None,
        elements=None,
        kind=None if effect.kind == "state" else effect.kind,
        calls_now=(),
        calls_later=(),
        hidden=(),
        when=tuple((condition, _what_it_does(variant)) for condition, variant in effect.when),
    )


def _receiver_as_argument(effect: Effect) -> Effect:
    """The effect of `Type.method(x, a)` from that of `x.method(a)`: every position moves up by one."""

    def moved(references: tuple[str, ...]) -> tuple[str, ...]:
        return tuple("0" if name == "self" else str(int(name) + 1) if name.isdigit() else name for name in references)

    return replace(
        effect,
        mutates=moved(effect.mutates),
        captures=moved(effect.captures),
        consumes=moved(effect.consumes),
        aliases=moved(effect.aliases),
        contains=moved(effect.contains),
        calls_now=moved(effect.calls_now),
        calls_later=moved(effect.calls_later),
        paths=moved(effect.paths),
        when=tuple(
            (replace(condition, of=moved(condition.of)), _receiver_as_argument(variant))
            for condition, variant in effect.when
        ),
    )


def _by_method_name(methods: dict[str, ByType]) -> dict[str, list[Effect]]:
    by_name: dict[str, dict[int, Effect]] = {}
    for types in methods.values():
        for names in types.values():
            for name, effect in names.items():
                by_name.setdefault(name, {})[id(effect)] = effect
    return {name: list(effects.values()) for name, effects in by_name.items()}


def _to_data(tables: Tables) -> dict[str, object]:
    """Effects are numbered by identity: a file makes one object for each of its ``[effects]``, and hashing is slow."""
    numbers: dict[int, int] = {}
    effects: list[dict[str, object]] = []
    methods: dict[str, dict[str, dict[str, str]]] = {}
    for family, types in tables.methods.items():
        for type_name, names in types.items():
            by_effect: dict[int, list[str]] = {}
            for name, effect in names.items():
                if id(effect) not in numbers:
                    numbers[id(effect)] = len(effects)
                    effects.append(effect_to_data(effect))
                by_effect.setdefault(numbers[id(effect)], []).append(name)
            methods.setdefault(family, {})[type_name] = {
                str(number): " ".join(sorted(members)) for number, members in by_effect.items()
            }
    return {
        "effects": effects,
        "families": dict(tables.families),
        "methods": methods,
        "settings": {name: list(places) for name, places in tables.settings.items()},
    }
