"""Every case, event by event: Streamlit's own runner against itself, and against Reactor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reactor.verify.case import Case, cases, unmet
from reactor.verify.compare import first_parting
from reactor.verify.play import Moment
from reactor.verify.targets import Runner

CASES = cases(Path(__file__).parent / "cases")
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@each_case
def test_streamlit_agrees_with_itself(
    case: Case, oracle: Callable[..., list[Moment]], recorder: Callable[..., list[Moment]]
) -> None:
    full = oracle(case.script, case.events)
    assert not full[-1].error
    parting = first_parting(full, recorder(case.script, case.events, Runner.FULL))
    assert parting is None, str(parting)


@each_case
def test_reactor_agrees_with_streamlit(
    case: Case, oracle: Callable[..., list[Moment]], recorder: Callable[..., list[Moment]]
) -> None:
    ours = recorder(case.script, case.events, Runner.REACTOR)
    parting = first_parting(oracle(case.script, case.events), ours)
    assert parting is None, str(parting)
    assert unmet(case, [moment.observed.trace for moment in ours]) == []
