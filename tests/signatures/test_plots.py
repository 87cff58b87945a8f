"""What seaborn and pandas draw: the data stays as it is, and randomness is touched only where a signature says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from reactor.effects.signatures import load
from reactor_runtime.program.signatures import arguments
from tests.signatures.outside import watched
from tests.signatures.probe import fingerprint

Draw = Callable[[pd.DataFrame], object]

PLAIN: dict[str, Draw] = {
    "boxplot": lambda data: sns.boxplot(data=data, x="k", y="n"),
    "boxenplot": lambda data: sns.boxenplot(data=data, x="k", y="n"),
    "countplot": lambda data: sns.countplot(data=data, x="k"),
    "ecdfplot": lambda data: sns.ecdfplot(data=data, x="n"),
    "heatmap": lambda data: sns.heatmap(data[["n", "m"]]),
    "histplot": lambda data: sns.histplot(data=data, x="n"),
    "kdeplot": lambda data: sns.kdeplot(data=data, x="n"),
    "rugplot": lambda data: sns.rugplot(data=data, x="n"),
    "scatterplot": lambda data: sns.scatterplot(data=data, x="n", y="m"),
    "violinplot": lambda data: sns.violinplot(data=data, x="k", y="n"),
    "swarmplot": lambda data: sns.swarmplot(data=data, x="k", y="n"),
    "displot": lambda data: sns.displot(data=data, x="n"),
}
SAID: dict[str, tuple[Draw, dict[str, str]]] = {
    "barplot": (lambda data: sns.barplot(data=data, x="k", y="n", errorbar=None), {"errorbar": "None"}),
    "lineplot": (lambda data: sns.lineplot(data=data, x="n", y="m", errorbar=None), {"errorbar": "None"}),
    "pointplot": (lambda data: sns.pointplot(data=data, x="k", y="n", seed=1), {"seed": "1"}),
}


@pytest.fixture(autouse=True)
def figures() -> Iterator[None]:
    plt.close(plt.figure())
    yield
    plt.close("all")


@pytest.mark.parametrize("name", [*PLAIN, *SAID])
@pytest.mark.filterwarnings("ignore")
def test_the_data_and_the_random_numbers_stay(name: str) -> None:
    draw, said = SAID[name] if name in SAID else (PLAIN[name], {})
    effect = load().function(f"seaborn.{name}")
    assert effect is not None
    decided = effect.given(arguments([], {"data": None} | said))
    assert decided.volatile is None
    assert "$pyplot" in decided.mutates
    assert "kw:data" not in decided.mutates
    given, before, drawn = data(), fingerprint(data()), np.random.get_state()[2]
    with watched() as events:
        draw(given)
    assert fingerprint(given) == before
    assert np.random.get_state()[2] == drawn
    assert [event for event in events if not event.startswith("outside")] == []


@pytest.mark.parametrize("name", ["stripplot", "barplot", "lineplot"])
def test_what_is_random_is_said_to_be(name: str) -> None:
    effect = load().function(f"seaborn.{name}")
    assert effect is not None
    assert effect.given(arguments([], {"data": None})).volatile == "random"


def data() -> pd.DataFrame:
    return pd.DataFrame({"k": list("xyxyxy"), "n": [1.0, 2.0, 3.0, 4.0, 5.0, 7.0], "m": [2.0, 1.0, 2.5, 4.0, 3.0, 1.0]})
