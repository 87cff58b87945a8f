"""A module that stands in for ``streamlit`` where only the order of its calls matters: it prints them."""

from __future__ import annotations

import builtins
from typing import Any


class Recorded:
    """Every attribute is a function that prints its call and answers something of the right kind."""

    def __init__(self, name: str = "st") -> None:
        self._name = name
        self.session_state: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "sidebar":
            return Recorded("sidebar")

        def call(*args: Any, **kwargs: Any) -> Any:
            shown = [item.__name__ if callable(item) else item for item in args]
            print(f"{self._name}.{name}", *shown, *sorted(kwargs))
            return _answer(f"{self._name}.{name}", args)

        return call

    def __enter__(self) -> Recorded:
        print("enter", self._name)
        return self

    def __exit__(self, *_exc: object) -> None:
        print("leave", self._name)

    def __repr__(self) -> str:
        return f"<{self._name}>"


def _answer(name: str, args: tuple[Any, ...]) -> Any:
    match name.rpartition(".")[2]:
        case "columns" | "tabs":
            count = args[0] if isinstance(args[0], int) else len(args[0])
            return [Recorded(f"{name}{number}") for number in range(count)]
        case "slider" | "number_input":
            return args[1]
        case "button" | "checkbox":
            return str(args[0]).endswith("!")
        case "selectbox" | "radio":
            return args[1][0]
        case "fragment" | "cache_data" | "dialog":
            return args[0] if args and callable(args[0]) else lambda function: function
        case _:
            return Recorded(name)


def importing() -> dict[str, Any]:
    """Builtins whose ``import streamlit`` gives the recorded one."""
    names = dict(vars(builtins))
    recorded = Recorded()

    def find(name: str, *args: Any, **kwargs: Any) -> Any:
        return recorded if name == "streamlit" else builtins.__import__(name, *args, **kwargs)

    names["__import__"] = find
    return names
