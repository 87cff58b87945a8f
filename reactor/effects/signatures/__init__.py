"""Library knowledge as data: what calls of library functions and methods do. README.md has the schema and the terms."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from reactor_runtime.program.signatures import Effect, RuntimeSignatures, arguments, join

from .read import SignatureError, Tables, read_library
from .tables import Signatures

__all__ = [
    "Effect",
    "RuntimeSignatures",
    "SignatureError",
    "Signatures",
    "Tables",
    "arguments",
    "join",
    "load",
    "read_library",
]


@cache
def load() -> Signatures:
    """All signature files. Raises `SignatureError` if one of them is malformed, which is a fault of this package."""
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
    return Signatures(tables)
