"""Read one signature file into tables, or say what is wrong with it.

Needs: a parsed TOML file in the schema of README.md, and the library's surface.
Gives: `Tables`, effects by qualified name and by family, type and name; `SignatureError` names file and entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Any

from reactor_runtime.program.signatures import ANY_TYPE, Condition, Effect


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOLATILE = _words(
    "clock random file-read file-write network environment process console sleep thread outside config declared"
)
KINDS = _words("element widget container control config message decorator state cache")
SECTIONS = _words(
    "family modules rename reads consumes shared_before settings surface effects functions methods like attributes "
    "values"
)

DEFAULT, UNKNOWN = "*", "-"

TUPLES = _words("mutates captures consumes aliases contains calls_now calls_later hidden binds paths")
FLAGS = _words("immutable draws handle context")
TABLES = _words("same unknown")
TESTS = _words("none true given memory")
_FIELDS = frozenset(item.name for item in fields(Effect))

ByName = dict[str, Effect]
ByType = dict[str, ByName]


class SignatureError(ValueError):
    """A signature file does not follow the schema."""


@dataclass
class Tables:
    """What the files read so far say. Filled by `read_library`, not changed afterwards."""

    functions: ByName = field(default_factory=dict)
    values: ByName = field(default_factory=dict)
    methods: dict[str, ByType] = field(default_factory=dict)
    attributes: dict[str, ByType] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    rename: dict[str, str] = field(default_factory=dict)
    settings: dict[str, list[str]] = field(default_factory=dict)


def read_library(
    tables: Tables,
    library: Mapping[str, Any],
    surface: Mapping[str, Any],
    file: str,
    words: Mapping[str, Effect] = MappingProxyType({}),
) -> None:
    """Add what one file says to the tables. ``words`` are effects that the file need not define."""
    unknown = set(library) - SECTIONS
    if unknown:
        raise SignatureError(f"{file}: unknown section {sorted(unknown)}")
    family = library.get("family", "")
    tables.families |= _families(library.get("modules", ()), family)
    tables.rename |= library.get("rename", {})
    tables.settings |= {name: places.split() for name, places in library.get("settings", {}).items()}
    effects = _Effects(library, file, words)
    for section, table in (("functions", tables.functions), ("values", tables.values)):
        for prefix, by_effect in library.get(section, {}).items():
            listed = surface.get("functions", {}).get(prefix, "").split() if section == "functions" else ()
            for name, effect in _by_name(by_effect, listed, effects, f"{file} [{section}.{prefix}]"):
                _add(table, prefix + name, effect, file)
    for section, by_family in (("methods", tables.methods), ("attributes", tables.attributes)):
        for owner, by_effect in library.get(section, {}).items():
            owner_family, type_name = (family, owner) if family else owner.split(".")
            listed = surface.get(section, {}).get(type_name, "").split()
            table = by_family.setdefault(owner_family, {}).setdefault(type_name, {})
            for name, effect in _by_name(by_effect, listed, effects, f"{file} [{section}.{owner}]"):
                _add(table, name, effect, f"{file} {owner}")
    for type_name, others in library.get("like", {}).items():
        types = tables.methods[family]
        types |= {other: types[type_name] for other in others.split() if other not in types}
    effects.check_all_used()


@dataclass(frozen=True)
class _Shared:
    """What holds for every effect of a file: hidden variables read, arguments that may be iterated."""

    reads: tuple[str, ...]
    consumes: tuple[str, ...]
    results: bool
    """Results that are called fresh share memory with the arguments: the installed version is an older one."""


def _families(modules: Mapping[str, str] | Iterable[str], family: str) -> dict[str, str]:
    """Spelling of a module -> family; a file of many families gives the pairs, any other a list."""
    return dict(modules) if isinstance(modules, Mapping) else dict.fromkeys(modules, family)


class _Effects:
    """The named effects of one file; knows which were used."""

    def __init__(self, library: Mapping[str, Any], file: str, words: Mapping[str, Effect]) -> None:
        self._file = file
        named: Mapping[str, Mapping[str, Any]] = library.get("effects", {})
        shared = _Shared(tuple(library.get("reads", ())), tuple(library.get("consumes", ("*",))), _is_older(library))
        taken = sorted(named.keys() & words.keys())
        if taken:
            raise SignatureError(f"{file}: the word {taken[0]!r} has a meaning already; give the effect another name")
        self._effects = dict(words)
        self._effects |= {name: _effect(data, shared, f"{file} effect {name}") for name, data in named.items()}
        self._unused = set(named)

    def __getitem__(self, name: str) -> Effect:
        if name not in self._effects:
            known = ", ".join(sorted(self._effects))
            raise SignatureError(f"{self._file}: no effect is called {name!r}; there are {known}")
        self._unused.discard(name)
        return self._effects[name]

    def check_all_used(self) -> None:
        if self._unused:
            raise SignatureError(f"{self._file}: effects that nothing uses: {sorted(self._unused)}")


def _by_name(
    by_effect: Mapping[str, str], surface: Iterable[str], effects: _Effects, where: str
) -> Iterable[tuple[str, Effect]]:
    """Each name with its effect: the explicit ones, then the rest of the surface with the default."""
    seen: set[str] = set(by_effect.get(UNKNOWN, "").split())
    for effect_name, names in by_effect.items():
        if effect_name in (DEFAULT, UNKNOWN):
            continue
        for name in names.split():
            if name in seen:
                raise SignatureError(f"{where}: {name} is listed twice")
            seen.add(name)
            yield name, effects[effect_name]
    if DEFAULT in by_effect:
        default = effects[by_effect[DEFAULT]]
        yield from ((name, default) for name in surface if name not in seen)


def _add(table: ByName, name: str, effect: Effect, where: str) -> None:
    if name in table:
        raise SignatureError(f"{where}: {name} is listed twice")
    table[name] = effect


def _effect(data: Mapping[str, Any], shared: _Shared, where: str) -> Effect:
    unknown = set(data) - _FIELDS
    if unknown:
        raise SignatureError(f"{where}: unknown field {sorted(unknown)}")
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name in TUPLES:
            values[name] = tuple(value)
        elif name == "when":
            values[name] = tuple(_variant(item, shared, where) for item in value)
        elif name in FLAGS and not isinstance(value, bool):
            raise SignatureError(f"{where}: {name} is true or false")
        else:
            values[name] = value
    effect = Effect(**values)
    if effect.volatile is not None and effect.volatile not in VOLATILE:
        raise SignatureError(f"{where}: no such reason to be volatile: {effect.volatile}")
    if effect.paths and not (effect.volatile == "file-read" or effect.draws):
        raise SignatureError(f'{where}: paths are for volatile = "file-read" and for elements')
    if effect.kind is not None and effect.kind not in KINDS:
        raise SignatureError(f"{where}: no such kind: {effect.kind}")
    if effect.tables is not None and effect.tables not in TABLES:
        raise SignatureError(f"{where}: no such word for tables: {effect.tables}")
    if effect.immutable and (effect.aliases or effect.contains):
        raise SignatureError(f"{where}: an immutable result aliases nothing")
    return _with_derived(effect, shared, data)


def _variant(item: Mapping[str, Any], shared: _Shared, where: str) -> tuple[Condition, Effect]:
    test = item["is"]
    if test not in TESTS and not test.startswith(("= ", "lacks ")):
        raise SignatureError(f"{where}: no such test: {test}")
    effect = {name: value for name, value in item.items() if name not in ("of", "is")}
    return Condition(tuple(item["of"]), test), _effect(effect, shared, f"{where} when")


def _with_derived(effect: Effect, shared: _Shared, data: Mapping[str, Any]) -> Effect:
    """What a file need not write down: whatever is touched is read, and who mutates may keep every argument."""
    touched = (*effect.mutates, *effect.captures, *effect.aliases, *effect.contains, *effect.binds)
    hidden = dict.fromkeys((*effect.hidden, *shared.reads, *(name for name in touched if name.startswith("$"))))
    captures = effect.captures if "captures" in data or not effect.mutates else ("*",)
    consumes = effect.consumes if "consumes" in data else shared.consumes
    aliases = ("self", "*") if shared.results and not effect.immutable else effect.aliases
    return replace(effect, hidden=tuple(hidden), captures=captures, consumes=consumes, aliases=aliases)


def _is_older(library: Mapping[str, Any]) -> bool:
    """Whether a version is installed for which the file says that results share memory."""
    older = library.get("shared_before")
    if older is None:
        return False
    try:
        installed = version(older["distribution"])
    except PackageNotFoundError:
        return False
    return int(installed.partition(".")[0]) < int(older["version"])


__all__ = ["ANY_TYPE", "SignatureError", "Tables", "read_library"]
