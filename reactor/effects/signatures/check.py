"""Check the shape of one library's signatures, before they are read.

Purpose: a mistake is named by its key, with what was seen and what is allowed. Needs: a parsed table.
Gives: nothing, or `SignatureError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from reactor_runtime.program.signatures import Effect

from .read import DEFAULT, FLAGS, KINDS, TABLES, TESTS, TUPLES, UNKNOWN, VOLATILE, SignatureError

REFERENCE = re.compile(r"self|\d+|kw:(\w+|\*)|\*|call|\$[\w.]+")

SECTIONS = frozenset(
    "family modules rename reads consumes effects functions methods like attributes values".split()  # noqa: SIM905
)
_BY_OWNER = ("functions", "values", "methods", "attributes")
_FIELDS = frozenset(item.name for item in fields(Effect))
_CHOICES = {"volatile": VOLATILE, "kind": KINDS, "tables": TABLES}
_TESTS = "none, true, given, memory, '= <repr>' or 'lacks <text>'"
_REFERENCES = 'a list of references to parameters such as ["self", "0", "kw:out", "*", "$hidden"]'


def check_library(library: object, key: str) -> None:
    """Raises `SignatureError` at the first thing that is not as README.md has it. ``key``: where the table stands."""
    table = _table(library, key)
    _known(table, SECTIONS, key, "section")
    if "family" in table:
        _text(table["family"], f"{key}.family")
    for section in ("reads", "consumes", "modules"):
        if section in table and not isinstance(table[section], Mapping):
            _texts(table[section], f"{key}.{section}", "a list of texts")
    for section in ("rename", "like"):
        for name, value in _table(table.get(section, {}), f"{key}.{section}").items():
            _text(value, f"{key}.{section}.{_quoted(name)}")
    for name, data in _table(table.get("effects", {}), f"{key}.effects").items():
        _check_effect(data, f"{key}.effects.{_quoted(name)}")
    for section in _BY_OWNER:
        for owner, names in _table(table.get(section, {}), f"{key}.{section}").items():
            _check_names(names, section, owner, f"{key}.{section}.{_quoted(owner)}")
    missing = [name for name in table.get("like", {}) if name not in table.get("methods", {})]
    if missing:
        raise SignatureError(f"{key}.like: {missing[0]} is none of the types under methods")


def _check_effect(data: object, key: str) -> None:
    table = _table(data, key)
    _known(table, _FIELDS, key, "field")
    for name, value in table.items():
        where = f"{key}.{name}"
        if name == "when":
            _check_variants(value, where)
        elif name in TUPLES:
            for reference in _texts(value, where, _REFERENCES):
                if not REFERENCE.fullmatch(reference):
                    raise SignatureError(f"{where}: {reference!r} is no reference to a parameter; due is {_REFERENCES}")
        elif name in FLAGS:
            if not isinstance(value, bool):
                raise SignatureError(f"{where}: {value!r} where true or false is due")
        elif name in _CHOICES:
            if value not in _CHOICES[name]:
                raise SignatureError(f"{where}: no such reason or kind: {value!r}; known are {_listed(_CHOICES[name])}")
        else:
            _text(value, where)


def _check_variants(value: object, key: str) -> None:
    if not isinstance(value, list):
        raise SignatureError(f"{key}: {value!r} where a list of tables is due")
    for number, item in enumerate(value):
        where = f"{key}[{number}]"
        variant = dict(_table(item, where))
        _texts(variant.pop("of", None), f"{where}.of", 'a list of ways to give a parameter such as ["0", "path"]')
        test = variant.pop("is", None)
        if test not in TESTS and not (isinstance(test, str) and test.startswith(("= ", "lacks "))):
            raise SignatureError(f"{where}.is: no such test: {test!r}; known are {_TESTS}")
        _check_effect(variant, where)


def _check_names(value: object, section: str, owner: str, key: str) -> None:
    if section in ("functions", "values") and not owner.endswith("."):
        raise SignatureError(f"{key}: a prefix of names ends with a dot: {owner + '.'!r}")
    if section in ("methods", "attributes") and not owner.isidentifier():
        raise SignatureError(f"{key}: {owner!r} is no name of a type; without its module, or 'any'")
    for effect, names in _table(value, key).items():
        if effect in (DEFAULT, UNKNOWN):
            raise SignatureError(f"{key}: {effect!r} is for the files of Reactor alone; name what it holds for")
        _text(names, f"{key}.{_quoted(effect)}")


def _table(value: object, key: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SignatureError(f"{key}: {value!r} where a table is due")
    return value


def _text(value: object, key: str) -> None:
    if not isinstance(value, str):
        raise SignatureError(f"{key}: {value!r} where a text is due")


def _texts(value: object, key: str, due: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SignatureError(f"{key}: {value!r} where {due} is due")
    return value


def _known(table: Mapping[str, Any], allowed: frozenset[str], key: str, what: str) -> None:
    for name in table:
        if name not in allowed:
            raise SignatureError(f"{key}: unknown {what} {name!r}; known are {_listed(allowed)}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _quoted(name: str) -> str:
    """A key as it would be written in TOML."""
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'
