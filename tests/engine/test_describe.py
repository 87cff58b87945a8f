"""What may be told of a value: never its contents, and never by running its own code."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reactor_runtime.engine.describe import LONGEST_STRING, describe
from reactor_runtime.engine.values import MISSING


class Loud:
    """Tells when it is asked anything."""

    def __len__(self) -> int:
        raise AssertionError

    def __repr__(self) -> str:
        raise AssertionError

    def __getattr__(self, name: str) -> Any:
        raise AssertionError


class LoudList(list[int]):
    def __len__(self) -> int:
        raise AssertionError


@pytest.mark.parametrize(
    ("value", "kind", "size", "shown"),
    [
        (3, "int", "", "3"),
        (True, "bool", "", "True"),
        (0.5, "float", "", "0.5"),
        (None, "NoneType", "", "None"),
        (10**500, "int", "", ""),
        ("a" * LONGEST_STRING, "str", "40 characters", repr("a" * LONGEST_STRING)),
        ("a" * (LONGEST_STRING + 1), "str", "41 characters", ""),
        (b"\0" * 2048, "bytes", "2.0 KiB", ""),
        ([1], "list", "1 item", ""),
        ({"a": 1, "b": 2}, "dict", "2 items", ""),
        (datetime.date(2026, 1, 2), "datetime.date", "", "2026-01-02"),
        (np.float64(1.5), "numpy.float64", "", "1.5"),
        (np.zeros((2, 3)), "numpy.ndarray", "2 x 3 of float64, 48 bytes", ""),
        (pd.Series([1, 2]), "pandas.Series", "2 values of int64", ""),
        (MISSING, "not bound", "", ""),
    ],
)
def test_known_types(value: Any, kind: str, size: str, shown: str) -> None:
    told = describe("x", value)
    assert (told.type, told.size, told.shown) == (kind, size, shown)


def test_a_table_is_told_by_rows_and_columns() -> None:
    assert describe("x", pd.DataFrame({"a": [1, 2, 3]})).size.startswith("3 rows, 1 column, ")


@pytest.mark.parametrize("kind", [Loud, LoudList])
def test_objects_of_the_script_are_asked_nothing(kind: type) -> None:
    told = describe("x", kind())
    assert told.type.endswith(kind.__name__)
    assert told.size == told.shown == ""


@pytest.mark.parametrize("name", ["password", "db_pwd", "API_KEY", "token", "secret", "pin", "auth_header"])
def test_what_sounds_like_a_secret_is_not_shown(name: str) -> None:
    assert describe(name, "swordfish").shown == ""
    assert describe(name, 1234).shown == ""
