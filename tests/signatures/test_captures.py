"""Who keeps what it is given: drawing libraries copy data, so that changing it later does not change the figure."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

from reactor.effects.signatures import load
from tests.signatures.probe import fingerprint
from tests.signatures.samples import figure, frame, mixed

matplotlib = pytest.importorskip("matplotlib")

LINE = np.array([1.0, 3.0, 2.0, 5.0, 4.0])
GRID = np.arange(25.0).reshape(5, 5) + 1

PLOTS = {
    **dict.fromkeys(
        ["plot", "scatter", "bar", "barh", "fill_between", "fill_betweenx", "stackplot", "step", "stem", "fill"],
        (LINE, LINE),
    ),
    **dict.fromkeys(["hist", "pie", "eventplot", "stairs", "ecdf"], (LINE,)),
    **dict.fromkeys(
        ["imshow", "contour", "contourf", "pcolormesh", "pcolor", "boxplot", "violinplot", "matshow"], (GRID,)
    ),
    **dict.fromkeys(["errorbar", "hlines", "vlines"], (LINE, LINE, LINE)),
    **dict.fromkeys(["hexbin", "hist2d", "loglog", "semilogx", "semilogy"], (LINE, LINE)),
    "quiver": (GRID, GRID),
    "tripcolor": (LINE, LINE[::-1], LINE),
}


@pytest.fixture(autouse=True)
def backend() -> None:
    matplotlib.use("Agg")


def png(fig: object) -> bytes:
    out = io.BytesIO()
    fig.savefig(out, format="png", dpi=20)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.mark.parametrize("method", PLOTS)
def test_plotting_copies_its_data(method: str) -> None:
    from matplotlib.figure import Figure

    effect = load().method("matplotlib.Axes", method)
    assert effect is not None
    assert "*" not in effect.captures
    data = [array.copy() for array in PLOTS[method]]
    kept, expected = Figure(), Figure()
    getattr(kept.subplots(), method)(*data)
    getattr(expected.subplots(), method)(*PLOTS[method])
    assert all((array == original).all() for array, original in zip(data, PLOTS[method], strict=True))
    for array in data:
        array *= 3.7
    assert png(kept) == png(expected)


@pytest.mark.parametrize(
    "make",
    [
        lambda array: go.Figure(go.Bar(x=array, y=array)),
        lambda array: go.Figure().add_scatter(x=array, y=array),
        lambda array: go.Figure(go.Scatter(x=[1], y=[1], customdata=array)),
        lambda array: go.Figure(go.Heatmap(z=[array, array])),
    ],
)
def test_plotly_copies_its_data(make: Callable[[object], go.Figure]) -> None:
    array = LINE.copy()
    made = make(array)
    before = made.to_json()
    array *= 2
    assert made.to_json() == before


def test_plotly_copies_traces() -> None:
    trace = go.Scatter(x=[1], y=[2])
    added, given = go.Figure(), go.Figure(data=[trace])
    added.add_trace(trace)
    trace.x = [5]
    assert added.data[0].x == given.data[0].x == (1,)


def test_plotly_keeps_what_may_be_anything() -> None:
    """So `meta` is among what updating a layout captures."""
    array = LINE.copy()
    made = go.Figure().update_layout(meta={"a": array})
    before = made.to_json()
    array *= 2
    assert made.to_json() != before
    effect = load().method("plotly.Figure", "update_layout")
    assert effect is not None
    assert "kw:meta" in effect.captures


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("command", "make"),
    [
        ("dataframe", frame),
        ("dataframe", mixed),
        ("table", mixed),
        ("data_editor", mixed),
        ("line_chart", frame),
        ("bar_chart", frame),
        ("area_chart", frame),
        ("scatter_chart", frame),
        ("write", mixed),
        ("json", lambda: {"a": [1, {"b": 2}]}),
        ("map", lambda: pd.DataFrame({"lat": [1.0, 2.0], "lon": [3.0, 4.0]})),
        ("plotly_chart", figure),
        ("write", figure),
        ("vega_lite_chart", lambda: {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}),
        ("image", lambda: np.zeros((4, 4), dtype=np.uint8)),
        ("columns", lambda: [1, 2]),
        ("tabs", lambda: ["a", "b"]),
    ],
)
def test_streamlit_leaves_what_it_draws_as_it_is(command: str, make: Callable[[], object]) -> None:
    effect = load().function(f"streamlit.{command}")
    assert effect is not None
    assert effect.given({"0": "?"}).mutates == ()
    value = make()
    getattr(st, command)(value)
    assert fingerprint(value) == fingerprint(make())


def test_streamlit_options_are_left_as_they_are() -> None:
    options = [[1], [2]]
    st.selectbox("a", options, format_func=str)
    st.multiselect("b", options, format_func=str)
    assert options == [[1], [2]]
