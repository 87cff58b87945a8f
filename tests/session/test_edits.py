"""An app that is edited while it is served: what sessions are told, and what they run next."""

from __future__ import annotations

from pathlib import Path

from reactor.pipeline import compile_app
from reactor.verify.wire import BackMsg, ForwardMsg
from reactor_runtime.session.host import Host
from tests.session.conftest import Serve, Tab

APP = """
    import streamlit as st

    low = st.slider("Low", 0, 9, 3)
    st.text(f"low {low}")
    st.text("same")
"""


class Told(Tab):
    """Counts how often it is told that a source changed."""

    changes = 0

    def write_forward_msg(self, message: ForwardMsg) -> None:
        self.changes += message.session_event.script_changed_on_disk
        super().write_forward_msg(message)


def edit(host: Host, old: str, new: str) -> None:
    script = Path(host.main_script_path)
    script.write_text(script.read_text().replace(old, new))
    host.replace(compile_app(script).program)


def ran(tab: Tab) -> list[int]:
    return [line for _, line, outcome, _ in tab.host.last_trace(tab.id) if outcome == "ran"]


def test_an_open_page_is_told_and_runs_nothing(serve: Serve) -> None:
    host = serve(APP)
    tab = Told(host)
    tab.load()
    edit(host, "low {low}", "Low is {low}")
    host.session(tab.id).outbox.flush()
    assert tab.changes == 1
    assert tab.texts() == ["low 3", "same"]


def test_the_next_event_runs_what_was_edited(serve: Serve) -> None:
    host = serve(APP)
    tab = Tab(host).load()
    edit(host, "low {low}", "Low is {low}")
    tab.load()
    assert tab.texts() == ["Low is 3", "same"]
    assert ran(tab) == [5]
    tab.send("Low", 5)
    assert tab.settled().texts() == ["Low is 5", "same"]


def test_a_page_that_wants_it_runs_at_every_save(serve: Serve) -> None:
    host = serve(APP)
    tab = Tab(host).load()
    tab.send("Low", 5)
    tab.settled()
    host.receive(tab.id, BackMsg(set_run_on_save=True), tab)
    edit(host, '"same"', '"other"')
    assert tab.settled().texts() == ["low 5", "other"]
    assert ran(tab) == [6]


def test_a_new_session_is_of_the_new_app(serve: Serve) -> None:
    host = serve(APP)
    edit(host, '"same"', '"other"')
    assert Tab(host).load().texts() == ["low 3", "other"]


def test_a_mistake_is_shown_and_the_page_stays(serve: Serve) -> None:
    host = serve(APP)
    tab = Tab(host).load()
    script = Path(host.main_script_path)
    text = script.read_text()
    script.write_text(text + "if\n")
    host.refuse(str(script))
    tab.load()
    assert tab.texts() == ["low 3", "same"]
    assert "invalid syntax" in tab.browser.dialogs[-1]
    script.write_text(text)
    host.replace(host.program)
    tab.send("Low", 5)
    assert tab.settled().texts() == ["low 5", "same"]
