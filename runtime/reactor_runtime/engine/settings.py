"""Settings of libraries, as inputs: what the whole process shares and any session may set (`plt.rcParams`).

Who sets them does so in every walk. Who reads them is clean while they are, where the walk reaches it, what they were
when it ran; so it does not matter which session set them, nor how.

A setting is found by the names that the signatures give for it, in modules that are imported already.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from reactor_runtime.engine import values

_MOST_PARTS: Final = 50_000
_CALL: Final = "()"


class Settings:
    """Where to look at each setting. Frozen after construction."""

    def __init__(self, places: Mapping[str, Sequence[str]]) -> None:
        """``places``: expressions by the name of the setting: a module, attributes of it, and perhaps ``()``."""
        self._places = {name: tuple(expressions) for name, expressions in places.items()}

    def look(self, name: str) -> object:
        """What the setting is now, to be compared with `alike`.

        Raises:
            Opaque: it is not known where it is, or too large to be compared.
        """
        budget = [_MOST_PARTS]
        return tuple(_frozen(_value(expression), budget) for expression in self._places.get(name, (name,)))


class SettingKept:
    """A setting is what it was."""

    __slots__ = ("_name", "_seen", "_settings")
    recallable = True

    def __init__(self, settings: Settings, name: str) -> None:
        """Look at it. Raises `values.Opaque`."""
        self._settings = settings
        self._name = name
        self._seen = settings.look(name)

    def holds(self) -> bool:
        try:
            return alike(self._settings.look(self._name), self._seen)
        except values.Opaque:
            return False

    may_hold = holds

    def __str__(self) -> str:
        return f"setting {self._name.removeprefix('$')}"


def alike(new: object, old: object) -> bool:
    """Whether two looks at a setting saw the same."""
    if new is old:
        return True
    if type(new) is not type(old):
        return False
    if isinstance(new, tuple) and isinstance(old, tuple):
        return len(new) == len(old) and all(map(alike, new, old))
    if isinstance(new, dict) and isinstance(old, dict):
        return new.keys() == old.keys() and all(alike(item, old[key]) for key, item in new.items())
    if values.is_immutable(new):
        return values.same(new, old)
    # Values of libraries, such as cycles of colours. What the script has put there is known by its identity.
    return "site-packages" in _file_of(type(new)) and (new == old) is True


def _value(expression: str) -> Any:
    parts = expression.removesuffix(_CALL).split(".")
    for length in range(len(parts), 0, -1):
        found: Any = sys.modules.get(".".join(parts[:length]))
        if found is None:
            continue
        for part in parts[length:]:
            found = getattr(found, part, values.MISSING)
        if found is values.MISSING:
            break
        return found() if expression.endswith(_CALL) else found
    raise values.Opaque(f"a setting that is not found: {expression}")


def _frozen(value: Any, budget: list[int]) -> Any:
    """The value without what could be changed in place: dictionaries are copied, sequences become tuples."""
    budget[0] -= 1
    if budget[0] < 0:
        raise values.Opaque("settings of too many parts")
    if isinstance(value, dict):
        # Past the methods of its own class, which may look values up elsewhere.
        return {key: _frozen(item, budget) for key, item in dict.items(value)}
    if isinstance(value, list | tuple):
        return tuple(_frozen(item, budget) for item in value)
    if hasattr(type(value), "to_plotly_json"):
        return _frozen(value.to_plotly_json(), budget)
    return value


def _file_of(kind: type) -> str:
    return getattr(sys.modules.get(kind.__module__), "__file__", None) or ""
