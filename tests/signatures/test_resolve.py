"""How a call finds its effect: by function, by family and type, by the runtime type, and with its arguments."""

from __future__ import annotations

import collections
import datetime
import io
import random

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from reactor.effects.signatures import Effect, RuntimeSignatures, Signatures, arguments, join, load


@pytest.fixture(scope="module")
def signatures() -> Signatures:
    return load()


@pytest.fixture(scope="module")
def runtime(signatures: Signatures) -> RuntimeSignatures:
    return RuntimeSignatures(signatures.to_data())


class Basket(list[int]):
    """Inherits what it does not override."""

    def append(self, value: int) -> None:
        super().append(value * 2)


class Watched(pd.DataFrame):
    def __getattribute__(self, name: str) -> object:
        return super().__getattribute__(name)


@pytest.mark.parametrize(
    ("value", "method", "mutates"),
    [
        ([], "append", True),
        ([], "copy", False),
        ({}, "setdefault", True),
        ({}, "get", False),
        ("", "upper", False),
        (collections.OrderedDict(), "move_to_end", True),
        (collections.OrderedDict(), "get", False),
        (collections.defaultdict(list), "__getitem__", True),
        (io.BytesIO(), "read", True),
        (io.BytesIO(), "getvalue", False),
        (pd.DataFrame(), "insert", True),
        (pd.DataFrame(), "head", False),
        (pd.RangeIndex(3), "max", False),
        (np.array([1]), "sort", True),
        (np.array([1]), "mean", False),
        (np.float64(1), "item", False),
        (random.Random(1), "random", True),
        (go.Figure(), "update_layout", True),
        (go.Figure(), "to_json", False),
        (go.Figure().layout, "update", True),
        (Basket(), "pop", True),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_the_runtime_type_decides(runtime: RuntimeSignatures, value: object, method: str, mutates: bool) -> None:
    effect = runtime.resolve(type(value), method, {})
    assert effect is not None
    assert ("self" in effect.mutates) == mutates
    assert effect.volatile is None


@pytest.mark.parametrize(
    ("type_", "method"),
    [
        (Basket, "append"),
        (Watched, "head"),
        (pd.DataFrame, "to_clipboard"),
        (pd.DataFrame, "no_such_method"),
        (list, "no_such_method"),
        (object, "append"),
        (RuntimeSignatures, "method"),
    ],
)
def test_nobody_knows(runtime: RuntimeSignatures, type_: type, method: str) -> None:
    assert runtime.resolve(type_, method, {}) is None


@pytest.mark.parametrize(
    ("given", "mutates"),
    [
        ({}, False),
        ({"inplace": "False"}, False),
        ({"inplace": "True"}, True),
        ({"inplace": "?"}, True),
        ({"0": "'a'", "*": "?"}, True),
    ],
)
def test_in_place(runtime: RuntimeSignatures, given: dict[str, str], mutates: bool) -> None:
    effect = runtime.resolve(pd.DataFrame, "drop", given)
    assert effect is not None
    assert ("self" in effect.mutates) == mutates
    assert effect.when == ()


@pytest.mark.parametrize(
    ("given", "volatile"),
    [({}, None), ({"0": "'out.csv'"}, "file-write"), ({"path_or_buf": "?"}, "file-write"), ({"index": "False"}, None)],
)
def test_writing_to_a_path(runtime: RuntimeSignatures, given: dict[str, str], volatile: str | None) -> None:
    effect = runtime.resolve(pd.DataFrame, "to_csv", given)
    assert effect is not None
    assert effect.volatile == volatile


@pytest.mark.parametrize(
    ("name", "given", "volatile"),
    [
        ("numpy.random.default_rng", {}, "random"),
        ("numpy.random.default_rng", {"0": "42"}, None),
        ("numpy.random.default_rng", {"seed": "?"}, "random"),
        ("numpy.random.default_rng", {"seed": "None"}, "random"),
        ("random.Random", {"0": "1"}, None),
        ("sklearn.model_selection.train_test_split", {"0": "?"}, "random"),
        ("sklearn.model_selection.train_test_split", {"0": "?", "random_state": "0"}, None),
        ("sklearn.ensemble.RandomForestClassifier", {"n_estimators": "?"}, "random"),
        ("sklearn.ensemble.RandomForestClassifier", {"random_state": "1"}, None),
        ("sklearn.linear_model.LogisticRegression", {}, None),
        ("sklearn.linear_model.LogisticRegression", {"solver": "'saga'"}, "random"),
        ("sklearn.linear_model.LogisticRegression", {"solver": "'saga'", "random_state": "1"}, None),
        ("sklearn.linear_model.LinearRegression", {}, None),
        ("builtins.open", {"0": "'x'"}, "file-read"),
        ("builtins.open", {"0": "'x'", "1": "'w'"}, "file-write"),
        ("builtins.print", {"0": "'x'"}, "console"),
        ("datetime.datetime.now", {}, "clock"),
        ("datetime.datetime.strptime", {}, None),
        ("pandas.Timestamp.now", {}, "clock"),
        ("pandas.Timestamp", {"0": "'now'"}, "clock"),
        ("pandas.Timestamp", {"0": "'2024-01-01'"}, None),
        ("pandas.read_csv", {"0": "'x'"}, "file-read"),
        ("os.path.join", {}, None),
        ("os.path.exists", {}, "file-read"),
        ("time.sleep", {}, "sleep"),
        ("requests.get", {}, "network"),
    ],
)
def test_volatile(signatures: Signatures, name: str, given: dict[str, str], volatile: str | None) -> None:
    effect = signatures.function(name)
    assert effect is not None
    assert effect.given(given).volatile == volatile


def test_a_query_that_names_variables_of_the_caller_is_not_pure(signatures: Signatures) -> None:
    effect = signatures.method("pandas.DataFrame", "query")
    assert effect is not None
    assert effect.given({"0": "'price > 3'"}).volatile is None
    assert effect.given({"0": "'price > @low'"}).volatile == "outside"
    assert effect.given({"0": "?"}).volatile == "outside"


def test_a_method_called_through_its_class_moves_the_receiver(signatures: Signatures) -> None:
    append = signatures.function("builtins.list.append")
    drop = signatures.function("pandas.DataFrame.drop")
    assert append is not None
    assert (append.mutates, append.captures) == (("0",), ("1",))
    assert drop is not None
    assert drop.given({"0": "?", "inplace": "True"}).mutates == ("0",)


def test_pyplot_makes_figures_of_its_own(signatures: Signatures) -> None:
    subplots = signatures.function("matplotlib.pyplot.subplots")
    title = signatures.function("matplotlib.pyplot.title")
    assert subplots is not None
    assert (subplots.given({}).binds, subplots.given({}).mutates, subplots.given({}).aliases) == (("$pyplot",), (), ())
    assert "$pyplot" in subplots.given({"num": "1"}).mutates
    assert title is not None
    assert "$pyplot" in title.mutates


def test_methods_of_an_unknown_receiver_need_agreement(signatures: Signatures) -> None:
    strip = signatures.method_any("strip")
    assert strip is not None
    assert strip.mutates == ()
    assert signatures.method_any("pop") is not None
    assert signatures.method_any("insert") is None
    assert signatures.method_any("no_such_method") is None


def test_attributes(signatures: Signatures) -> None:
    assert signatures.attribute("pandas.DataFrame|Series", "str").family == "pandas.StringMethods"
    assert signatures.attribute("pandas.DataFrame", "shape").immutable
    assert signatures.attribute("pandas.DataFrame", "price").aliases == ("self",)
    assert signatures.attribute("datetime", "year").immutable
    assert signatures.attribute(None, "anything") == Effect(aliases=("self",))


def test_values(signatures: Signatures) -> None:
    sidebar = signatures.value("streamlit.sidebar")
    assert sidebar is not None
    assert (sidebar.handle, sidebar.family) == (True, "streamlit.DeltaGenerator")
    environ = signatures.value("os.environ")
    assert environ is not None
    assert environ.volatile == "environment"
    assert signatures.value("os.no_such_value") is None


def test_streamlit(signatures: Signatures) -> None:
    slider, uploader = signatures.function("streamlit.slider"), signatures.function("streamlit.file_uploader")
    assert slider is not None
    assert (slider.kind, slider.immutable, slider.calls_later) == ("widget", True, ("8", "kw:on_change"))
    assert uploader is not None
    assert uploader.given({"0": "'x'"}).family == "streamlit.UploadedFile"
    assert uploader.given({"accept_multiple_files": "True"}).elements == "streamlit.UploadedFile"
    chart = signatures.method("streamlit.DeltaGenerator", "plotly_chart")
    assert chart is not None
    assert chart.given({"0": "?"}).kind == "element"
    assert chart.given({"0": "?", "on_select": "'rerun'"}).kind == "widget"


def test_every_public_command_of_streamlit_is_known(signatures: Signatures) -> None:
    import streamlit as st

    names = [name for name in dir(st) if not name.startswith("_") and callable(getattr(st, name))]
    values = {"session_state", "query_params", "secrets", "context", "user", "sidebar", "bottom"}
    unknown = [name for name in names if name not in values and signatures.function(f"streamlit.{name}") is None]
    assert unknown == ["App"]
    main = [name for name in names if hasattr(type(st.sidebar), name)]
    assert [name for name in main if signatures.method("streamlit.DeltaGenerator", name) is None] == []


def test_arguments() -> None:
    assert arguments(["1", None], {"a": "'x'", "b": None}) == {"0": "1", "1": "?", "a": "'x'", "b": "?"}
    assert arguments([], {}, star=True) == {"*": "?"}


def test_a_join_is_true_of_both() -> None:
    config = Effect(volatile="config", mutates=("$x",), hidden=("$x",), immutable=True, binds=("$y",))
    clock = Effect(volatile="clock", aliases=("0",), family="pandas.Series")
    both = join([config, clock])
    assert both.volatile == "clock"
    assert not both.immutable
    assert both.mutates == ("$x", "$y")
    assert both.binds == ()
    assert join([clock, Effect(family="pandas.DataFrame")]).family == "pandas.Series|DataFrame"


def test_join_and_conditions_commute(signatures: Signatures) -> None:
    """`join([a, b]).given(x) == join([a.given(x), b.given(x)])`, for signatures with different conditions."""
    a, b = signatures.method("pandas.DataFrame", "drop"), signatures.method("pandas.DataFrame", "to_csv")
    c = signatures.method("pandas.DataFrame", "query")
    assert a is not None
    assert b is not None
    assert c is not None
    for given in ({}, {"0": "'x'"}, {"inplace": "True"}, {"0": "?", "inplace": "?"}, {"*": "?"}):
        for one, other in ((a, b), (b, a), (a, c), (c, b)):
            left, right = join([one, other]).given(given), join([one.given(given), other.given(given)])
            assert set(left.mutates) == set(right.mutates)
            assert set(left.aliases) == set(right.aliases)
            assert (left.volatile is None) == (right.volatile is None)


def test_plain_dates_are_immutable(runtime: RuntimeSignatures) -> None:
    effect = runtime.resolve(datetime.date, "isoformat", {})
    assert effect is not None
    assert effect.immutable
