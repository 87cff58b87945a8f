"""Generated scripts with generated events answer under Reactor as under Streamlit's own runner."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reactor.verify.events import Event, Set, Timer
from reactor.verify.generate.play import as_case, play
from reactor.verify.generate.reduce import reduced
from reactor.verify.generate.scripts import gates, write_script
from reactor.verify.targets import Zygote
from reactor.verify.verdict import chosen

EVENTS = 4
STATEMENTS = 18
# A failing script is made small by `reduced`, which knows statements, rather than by hypothesis, which knows numbers.
PLAYED = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@PLAYED
@given(seed=st.integers(0, 1_000_000))
def test_reactor_agrees_with_streamlit(zygote: Zygote, seed: int) -> None:
    source = write_script(random.Random(seed), most=STATEMENTS)
    played = play(zygote, source, chosen(seed, EVENTS, gates(source)))
    if played.report:

        def disagrees(text: str, events: Sequence[Event]) -> bool:
            return bool(play(zygote, text, events).report)

        text, events = reduced(source, played.events, disagrees, seconds=90)
        pytest.fail(f"seed {seed}:\n{as_case(text, events)}\n{play(zygote, text, events).report}")


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.integers())
def test_a_seed_always_gives_the_same_script_and_it_is_python(seed: int) -> None:
    source = write_script(random.Random(seed))
    assert source == write_script(random.Random(seed))
    compile(source, "app.py", "exec")


def test_what_disagrees_is_made_small() -> None:
    source = "a = 1\nif a:\n    for n in range(3):\n        b = a\n        bad = b\nc = a\n"
    events = (Set("x", 1), Timer(0), Set("y", 2))

    def disagrees(text: str, played: Sequence[Event]) -> bool:
        return "bad" in text and Timer(0) in played

    assert reduced(source, events, disagrees, seconds=30) == ("bad = b\n", (Timer(0),))
