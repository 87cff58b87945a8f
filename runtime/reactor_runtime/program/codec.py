"""Program <-> JSON data.

Purpose: keep a compiled app on disk. The data is made of what JSON has: objects, arrays, strings, numbers, booleans.
Needs: a `Program`, or data that `encode` gave. Gives: the data, or an equal `Program`.

The shape follows the dataclasses in `model`: an object a dataclass, an array a tuple, a string an enum. A field that
equals its default is left out, which is most of what a region has. `Program.signatures` is JSON already and passes as
it is. `SCHEMA` counts changes of the model that make older data unreadable or wrong.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from reactor_runtime.program.model import Program

SCHEMA = 3

Decoder = Callable[[Any], Any]


class MalformedProgram(ValueError):
    """The data is not a program of this schema."""


def encode(program: Program) -> dict[str, object]:
    """The program as JSON data."""
    return {"schema": SCHEMA, **_plain_fields(program)}


def decode(data: object) -> Program:
    """The program that `encode` was given. Raises `MalformedProgram`."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise MalformedProgram(f"not a program of schema {SCHEMA}")
    try:
        return cast(Program, _decoder(Program)({name: value for name, value in data.items() if name != "schema"}))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MalformedProgram(str(error)) from error


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return _plain_fields(value)
    return value


def _plain_fields(value: Any) -> dict[str, object]:
    return {
        item.name: _plain(getattr(value, item.name))
        for item in fields(value)
        if getattr(value, item.name) != _default(item)
    }


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


@cache
def _decoder(expected: Any) -> Decoder:
    """What turns data into a value of the annotated type."""
    origin, arguments = get_origin(expected), get_args(expected)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin is types.UnionType:
        return _optional_decoder(arguments)
    if origin is dict or expected is object:
        return _as_it_is
    if is_dataclass(expected):
        return _dataclass_decoder(cast(type, expected))
    if issubclass(expected, Enum):
        return cast(Decoder, expected)
    return _exactly(expected)


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda data: tuple([item(entry) for entry in data])
    items = [_decoder(argument) for argument in arguments]
    return lambda data: tuple([item(entry) for item, entry in zip(items, data, strict=True)])


def _optional_decoder(arguments: tuple[Any, ...]) -> Decoder:
    (inner,) = [argument for argument in arguments if argument is not types.NoneType]
    decoder = _decoder(inner)
    return lambda data: None if data is None else decoder(data)


def _dataclass_decoder(expected: type) -> Decoder:
    hints = get_type_hints(expected)
    decoders = {item.name: _decoder(hints[item.name]) for item in fields(expected)}
    return lambda data: expected(**{name: decoders[name](value) for name, value in data.items()})


def _exactly(expected: type) -> Decoder:
    def decoder(data: object) -> object:
        if type(data) is not expected:
            raise TypeError(f"{data!r} where {expected.__name__} is due")
        return data

    return decoder


def _as_it_is(data: object) -> object:
    return data
