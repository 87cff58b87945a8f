"""Whole apps with events chosen from what their pages offer: the examples, and the demos in the streamlit package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit

from reactor.verify.compare import first_parting, unsteady_places
from reactor.verify.play import Moment
from reactor.verify.targets import Runner
from reactor.verify.verdict import chosen

EXAMPLE_EVENTS = 10
DEMO_EVENTS = 2
"""Fewer: the animation and plotting demos sleep for five seconds in every run."""

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/app.py"))
HELLO = Path(streamlit.__file__).parent / "hello"
DEMOS = [
    HELLO / f"{name}.py"
    for name in ("streamlit_app", "hello", "animation_demo", "dataframe_demo", "mapping_demo", "plotting_demo")
]


@pytest.mark.parametrize("script", [*EXAMPLES, *DEMOS], ids=lambda script: f"{script.parent.name}-{script.stem}")
def test_reactor_agrees_with_streamlit(
    script: Path, oracle: Callable[..., list[Moment]], recorder: Callable[..., list[Moment]]
) -> None:
    full = oracle(script, chosen(seed=1, count=DEMO_EVENTS if script in DEMOS else EXAMPLE_EVENTS))
    assert not full[-1].error
    played = [moment.event for moment in full[1:]]
    # What depends on the clock differs between two oracles as well, and is left out; everything else is compared.
    unsteady = unsteady_places(full, recorder(script, played, Runner.FULL))
    parting = first_parting(full, recorder(script, played, Runner.REACTOR), unsteady)
    assert parting is None, str(parting)
