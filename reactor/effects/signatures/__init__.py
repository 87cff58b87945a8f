"""Library knowledge as data: what calls of library functions and methods do. README.md has the schema and the terms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reactor_runtime.program.signatures import Effect, RuntimeSignatures, arguments, join

from .declared import read_declared, with_declared
from .read import VOLATILE, SignatureError, Tables, read_library
from .tables import Signatures
from .words import CLOSED, WORDS

__all__ = [
    "CLOSED",
    "VOLATILE",
    "WORDS",
    "Effect",
    "RuntimeSignatures",
    "SignatureError",
    "Signatures",
    "Tables",
    "arguments",
    "join",
    "load",
    "load_with",
    "read_library",
]


@cache
def load() -> Signatures:
    """All signature files. Raises `SignatureError` if one of them is malformed, which is a fault of this package."""
    return Signatures(_tables())


def load_with(declared: Mapping[str, object]) -> Signatures:
    """All signature files, and what the author of an app declares. Raises `SignatureError` if that is malformed."""
    return with_declared(_tables(), read_declared(declared))


@cache
def _tables() -> Tables:
    tables = Tables()
    folder = files(__package__)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            surface = folder / "surface" / file.name
            read_library(
                tables,
                tomllib.loads(file.read_text("utf-8")),
                tomllib.loads(surface.read_text("utf-8")) if surface.is_file() else {},
                file.name,
            )
    return tables
