"""What decorating a function makes of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import libcst as cst

from reactor.bind import Names

from .types import Kind

if TYPE_CHECKING:
    from .infer import Types


class Wrapping(StrEnum):
    PLAIN = "plain"
    """Calling the result calls the function, as far as effects go."""
    FRAGMENT = "fragment"
    DIALOG = "dialog"
    CACHE_DATA = "cache_data"
    CACHE_RESOURCE = "cache_resource"
    MEMO = "memo"
    PROPERTY = "property"
    STATIC_METHOD = "staticmethod"
    CLASS_METHOD = "classmethod"
    CONTEXT_MANAGER = "contextmanager"
    UNKNOWN = "unknown"


_BY_NAME = {
    "streamlit.fragment": Wrapping.FRAGMENT,
    "streamlit.experimental_fragment": Wrapping.FRAGMENT,
    "streamlit.dialog": Wrapping.DIALOG,
    "streamlit.experimental_dialog": Wrapping.DIALOG,
    "streamlit.cache_data": Wrapping.CACHE_DATA,
    "streamlit.cache_resource": Wrapping.CACHE_RESOURCE,
    "functools.lru_cache": Wrapping.MEMO,
    "functools.cache": Wrapping.MEMO,
    "builtins.property": Wrapping.PROPERTY,
    "functools.cached_property": Wrapping.PROPERTY,
    "builtins.staticmethod": Wrapping.STATIC_METHOD,
    "builtins.classmethod": Wrapping.CLASS_METHOD,
    "abc.abstractmethod": Wrapping.PLAIN,
    "functools.wraps": Wrapping.PLAIN,
    "typing.override": Wrapping.PLAIN,
    "typing.no_type_check": Wrapping.PLAIN,
    "contextlib.contextmanager": Wrapping.CONTEXT_MANAGER,
}


def wrapping(decorator: cst.BaseExpression, types: Types, names: Names) -> Wrapping:
    """The kind of one decorator expression."""
    node = decorator.func if isinstance(decorator, cst.Call) else decorator
    type_ = types.of(node, names)
    if type_.kind is Kind.LIBRARY:
        return _BY_NAME.get(type_.name, Wrapping.UNKNOWN)
    if isinstance(node, cst.Attribute) and node.attr.value in ("setter", "getter", "deleter"):
        return Wrapping.PROPERTY
    return Wrapping.UNKNOWN
