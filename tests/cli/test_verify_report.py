"""What `reactor verify` says of an app that cannot be judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reactor.cli.problems import Exit
from reactor.cli.verify_report import judged
from reactor.verify.app import App, stage
from reactor.verify.events import Click, Event, Rerun
from reactor.verify.targets import Zygote
from reactor.verify.verdict import Verdict, judge

Judge = Callable[..., Verdict]


@pytest.fixture
def judge_text(zygote: Zygote, tmp_path: Path) -> Judge:
    def judge_it(source: str, *events: Event, timeout: float = 30) -> Verdict:
        script = tmp_path / "app.py"
        script.write_text(f"import time\nimport streamlit as st\n{source}\n")
        with stage() as place:
            return judge(zygote, App.of(script), place, events, timeout=timeout)

    return judge_it


def test_an_app_that_differs_from_itself(judge_text: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = judge_text("st.button('Go')\nst.text(time.time_ns())", Click("Go"), Rerun())
    assert judged("app.py", "seed 0", verdict, allow_unsteady=False) is Exit.UNJUDGED
    said = capsys.readouterr()
    assert "it differs from itself under Streamlit; all else agrees: 2 events (seed 0)" in said.out
    # Once, although it differs after every event.
    assert said.out.count("tree.main[1].text.body") == 1
    assert "  after the load\n    tree.main[1].text.body\n      one run  '" in said.out
    assert "--allow-unsteady lets it pass" in said.err
    assert judged("app.py", "seed 0", verdict, allow_unsteady=True) is Exit.FINE


def test_an_app_that_does_not_come_to_an_end(judge_text: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = judge_text("st.text('slow')\ntime.sleep(60)", timeout=0.5)
    assert judged("app.py", "seed 0", verdict, allow_unsteady=True) is Exit.UNJUDGED
    said = capsys.readouterr()
    assert "it cannot be played under Streamlit (seed 0)\n  not settled within 0.5 s" in said.out
    assert "--timeout gives events more time" in said.err


def test_an_event_that_the_page_does_not_offer(judge_text: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = judge_text("st.text('no button')", Click("Go"))
    assert judged("app.py", "mine.txt", verdict, allow_unsteady=False) is Exit.UNJUDGED
    assert 'after event 1 (click "Go"): cannot play: ' in capsys.readouterr().out
