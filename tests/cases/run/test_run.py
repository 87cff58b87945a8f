"""Cases that say which lines run after an event and which are skipped; the page must be Streamlit's all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from reactor.verify.app import App, stage
from reactor.verify.case import Case, cases, unmet
from reactor.verify.compare import first_parting
from reactor.verify.play import record
from reactor.verify.targets import Runner, Zygote

CASES = cases(Path(__file__).parent)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_runs(case: Case, zygote: Zygote) -> None:
    assert case.expected, "a case here says what runs"
    app = App.of(case.script)
    with stage() as place:
        full = record(zygote, Runner.FULL, app, place, case.events)
        ours = record(zygote, Runner.REACTOR, app, place, case.events)
    parting = first_parting(full, ours)
    assert parting is None, str(parting)
    assert unmet(case, [moment.observed.trace for moment in ours]) == []
