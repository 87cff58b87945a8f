"""What happens between tabs, events and threads; the differential tests play one settled event after the other."""

from __future__ import annotations

import threading
import time

from reactor.verify.wire import ForwardMsg
from reactor_runtime.session.host import Host
from tests.session.conftest import Serve, Tab

SLOW = """
    import time

    import streamlit as st


    def note(what):
        st.session_state.notes = [*st.session_state.get("notes", []), what]


    n = st.slider("n", 0, 10, on_change=note, args=("n",))
    m = st.slider("m", 0, 10, on_change=note, args=("m",))
    for step in range(10):
        st.text(f"{n} {step}")
        time.sleep(0.03)
    st.write("end", n, m)
"""


def test_a_newer_event_interrupts_a_walk_and_nothing_is_lost(serve: Serve) -> None:
    tab = Tab(serve(SLOW)).load()
    for value in (1, 2, 3):
        tab.send("n", value)
        time.sleep(0.08)
    tab.settled()
    assert tab.texts() == [*(f"3 {step}" for step in range(10)), "end `3` `0`"]
    assert tab.state()["notes"] == ["n", "n", "n"]


UNTIL_MOVED = """
    import streamlit as st
    import time

    n = st.slider("n", 0, 10)
    while n == 1:
        st.text("waits")
        time.sleep(0.01)
"""


class Watcher(Tab):
    """A tab that notices when the script waits."""

    def __init__(self, host: Host) -> None:
        self.waits = threading.Event()
        super().__init__(host)

    def write_forward_msg(self, message: ForwardMsg) -> None:
        super().write_forward_msg(message)
        if message.delta.new_element.text.body == "waits":
            self.waits.set()


def test_a_run_that_a_newer_event_cuts_short_is_said_to_be(serve: Serve) -> None:
    host = serve(UNTIL_MOVED)
    endings: list[str] = []
    host.listen(lambda _session, _program, event: endings.append(event.ending))
    tab = Watcher(host)
    tab.load()
    tab.send("n", 1)
    assert tab.waits.wait(20)
    tab.send("n", 2)
    tab.settled()
    assert endings == ["success", "rerun", "success"]


def test_events_that_wait_together_become_one_run(serve: Serve) -> None:
    tab = Tab(serve(SLOW)).load()
    tab.send("n", 4)
    tab.send("m", 5)
    tab.settled()
    assert tab.texts()[-1] == "end `4` `5`"
    assert sorted(tab.state()["notes"]) == ["m", "n"]


def test_a_stop_ends_the_walk_and_the_next_one_is_whole(serve: Serve) -> None:
    tab = Tab(serve(SLOW)).load()
    tab.send("n", 1)
    time.sleep(0.1)
    message = tab.browser.rerun()
    message.Clear()
    message.stop_script = True
    tab.host.receive(tab.id, message, tab)
    tab.settled()
    assert tab.texts()[-1] != "end `1` `0`"
    tab.host.receive(tab.id, tab.browser.rerun(), tab)
    tab.settled()
    assert tab.texts() == [*(f"1 {step}" for step in range(10)), "end `1` `0`"]


COUNTER = """
    import streamlit as st

    n = st.slider("n", 0, 10)
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.write("n", n, "runs", st.session_state.runs)
"""


def test_two_tabs_are_two_sessions(serve: Serve) -> None:
    host = serve(COUNTER)
    first, second = Tab(host).load(), Tab(host).load()
    first.send("n", 7)
    first.settled()
    second.send("n", 2)
    second.settled()
    assert first.texts() == ["n `7` runs `2`"]
    assert second.texts() == ["n `2` runs `2`"]


def test_a_reconnecting_tab_gets_its_session_and_the_whole_page(serve: Serve) -> None:
    host = serve(COUNTER)
    tab = Tab(host).load()
    tab.send("n", 7)
    tab.settled()
    host.disconnect(tab.id, tab)
    again = Tab(host, tab.id)
    assert again.id == tab.id
    again.load()
    assert again.texts() == ["n `7` runs `3`"]


def test_another_user_does_not_get_the_session(serve: Serve) -> None:
    host = serve(COUNTER)
    tab = Tab(host).load()
    host.disconnect(tab.id, tab)
    assert host.connect(tab, {"email": "other"}, tab.id) != tab.id


def test_a_thread_of_the_script_draws_after_the_run(serve: Serve) -> None:
    tab = Tab(
        serve("""
        import threading, time

        import streamlit as st
        from streamlit.runtime.scriptrunner import add_script_run_ctx

        place = st.empty()
        place.text("waiting")


        def work():
            time.sleep(0.3)
            place.text("from the thread")


        thread = threading.Thread(target=work)
        add_script_run_ctx(thread)
        thread.start()
        """)
    ).load()
    assert tab.texts() == ["waiting"]
    deadline = time.monotonic() + 5
    while tab.texts() != ["from the thread"] and time.monotonic() < deadline:
        time.sleep(0.02)
    assert tab.texts() == ["from the thread"]


def test_what_a_long_run_draws_is_sent_before_it_ends(serve: Serve) -> None:
    tab = Tab(serve(SLOW))
    tab.host.receive(tab.id, tab.browser.rerun(), tab)
    deadline = time.monotonic() + 5
    while not tab.texts() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert 0 < len(tab.texts()) < 10
    tab.settled()
