"""Apps whose every event is checked by a shadow run agree with Streamlit as they do without, and nothing is found.

The host raises if a shadow finds anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reactor.verify import case
from reactor.verify.compare import first_parting
from reactor.verify.play import Moment
from reactor.verify.targets import Runner

CASES = Path(__file__).parent / "cases"
NAMES = (
    "a-fragment-writes-into-a-container-outside",
    "a-list-mutated-through-another-name",
    "cached-data-is-computed-once-and-cleared",
    "a-chat-keeps-its-history",
    "a-counter-in-session-state-counts-every-run",
    "a-form-that-clears-on-submit-sends-its-defaults-next-time",
    "a-fragment-in-a-loop-and-in-the-sidebar",
    "a-key-written-late-is-read-early-one-run-later",
    "a-loop-whose-length-changes-at-the-start",
    "a-placeholder-is-overwritten-by-several-statements",
    "an-app-with-main-at-the-bottom",
    "an-exception-inside-try-draws-its-handler",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_right_app_stays_right(
    name: str, oracle: Callable[..., list[Moment]], recorder: Callable[..., list[Moment]]
) -> None:
    script = CASES / f"{name}.py"
    events = case.read(script).events
    parting = first_parting(oracle(script, events), recorder(script, events, Runner.REACTOR, shadow=100))
    assert parting is None, str(parting)
