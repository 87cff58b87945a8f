"""What is said of streams in memory: reading and writing them reads and changes nothing outside."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from reactor.effects.signatures import load
from reactor_runtime.program.signatures import MEMORY, Effect
from tests.signatures.outside import watched
from tests.signatures.samples import figure, frame


def text(content: str = "a,b\n1,2\n") -> io.StringIO:
    return io.StringIO(content)


def written(write: Callable[[io.BytesIO], object]) -> io.BytesIO:
    made = io.BytesIO()
    write(made)
    return io.BytesIO(made.getvalue())


def picture() -> Image.Image:
    return Image.new("RGB", (3, 3), "navy")


def plot() -> plt.Figure:
    made, axes = plt.subplots()
    axes.plot([1, 2])
    return made


CALLS: dict[str, tuple[Callable[..., object], Callable[[], object]]] = {
    "pandas.read_csv": (pd.read_csv, text),
    "pandas.read_table": (pd.read_table, text),
    "pandas.read_fwf": (pd.read_fwf, text),
    "pandas.read_json": (pd.read_json, lambda: text('[{"a": 1}]')),
    "pandas.read_feather": (pd.read_feather, lambda: written(frame().to_feather)),
    "pandas.read_stata": (pd.read_stata, lambda: written(frame().to_stata)),
    "pandas.read_parquet": (pd.read_parquet, lambda: io.BytesIO(frame().to_parquet())),
    "pandas.read_orc": (pd.read_orc, lambda: io.BytesIO(frame().to_orc())),
    "pandas.read_excel": (pd.read_excel, lambda: written(frame().to_excel)),
    "pandas.DataFrame.to_csv": (frame().to_csv, io.StringIO),
    "pandas.DataFrame.to_json": (frame().to_json, io.StringIO),
    "pandas.DataFrame.to_html": (frame().to_html, io.StringIO),
    "pandas.DataFrame.to_pickle": (frame().to_pickle, io.BytesIO),
    "pandas.DataFrame.to_feather": (frame().to_feather, io.BytesIO),
    "pandas.Styler.to_html": (frame().style.to_html, io.StringIO),
    "json.load": (json.load, lambda: text("[1]")),
    "json.dump": (lambda to: json.dump([1], to), io.StringIO),
    "pickle.dump": (lambda to: pickle.dump([1], to), io.BytesIO),
    "builtins.print": (lambda to: print(1, file=to), io.StringIO),
    "numpy.save": (lambda to: np.save(to, np.arange(3)), io.BytesIO),
    "numpy.savez": (lambda to: np.savez(to, a=np.arange(3)), io.BytesIO),
    "numpy.savetxt": (lambda to: np.savetxt(to, np.arange(3)), io.BytesIO),
    "matplotlib.Figure.savefig": (lambda to: plot().savefig(to, format="png", dpi=20), io.BytesIO),
    "matplotlib.pyplot.savefig": (lambda to: (plot(), plt.savefig(to, dpi=20)), io.BytesIO),
    "plotly.Figure.write_html": (figure().write_html, io.StringIO),
    "plotly.Figure.write_json": (figure().write_json, io.StringIO),
    "PIL.Image.open": (lambda source: Image.open(source).load(), lambda: written(lambda to: picture().save(to, "PNG"))),
    "PIL.Image.save": (lambda to: picture().save(to, "PNG"), io.BytesIO),
}
"""Calls with a maker of the stream they are given."""

KEYS = {"json.dump": "1", "pickle.dump": "1", "builtins.print": "file"}
"""The parameter that takes the stream, where it is not the first."""

UNUSED = {"pandas.read_excel": "openpyxl/packaging/core.py"}
"""Code that asks for the time, where what it makes of it is thrown away."""

STAMPED: dict[str, Callable[[], object]] = {
    "pandas.DataFrame.to_excel": lambda: frame().to_excel(io.BytesIO()),
    "pandas.DataFrame.to_stata": lambda: frame().to_stata(io.BytesIO()),
    "pandas.ExcelWriter": lambda: pd.ExcelWriter(io.BytesIO(), engine="openpyxl"),
}
"""What says in the file when it was made."""


@pytest.fixture(autouse=True)
def figures() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize("name", CALLS)
def test_nothing_outside_is_touched(name: str) -> None:
    make, given = CALLS[name]
    make(given())  # imports what it needs
    stream = given()
    with watched() as events:
        make(stream)
    assert [event for event in events if not event.endswith(UNUSED.get(name, "nothing"))] == []


@pytest.mark.parametrize("name", STAMPED)
def test_the_clock_is_read(name: str) -> None:
    with watched() as events:
        STAMPED[name]()
    assert any(event.startswith("clock") for event in events)
    assert _in_memory(name).volatile == "clock"


@pytest.mark.parametrize("name", CALLS)
def test_the_signature_says_so(name: str) -> None:
    effect = _in_memory(name)
    assert effect.volatile is None
    assert {KEYS.get(name, "0"), f"kw:{KEYS.get(name)}"} & {*effect.mutates}


def test_what_is_not_known_to_be_in_memory_is_a_file() -> None:
    effect = _effect("pandas.read_csv")
    assert effect.given({"0": "?"}).volatile == "file-read"
    assert effect.given({"0": "?"}).paths
    assert effect.given({"0": MEMORY, "chunksize": "10"}).volatile == "file-read"


def _in_memory(name: str) -> Effect:
    return _effect(name).given({"0": "?"} | {KEYS.get(name, "0"): MEMORY})


def _effect(name: str) -> Effect:
    signatures = load()
    family, _, method = name.rpartition(".")
    found = signatures.method(family, method) or signatures.function(name)
    assert found is not None
    return found
