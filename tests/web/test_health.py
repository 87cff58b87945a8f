"""The script health check, and how often metrics are counted."""

from __future__ import annotations

from typing import Any

import pytest
from fake_host import FakeHost, forward_message

from reactor_runtime.adapter.http_messages import ForwardMsg
from reactor_web import health, probe
from reactor_web.app import create_app


def finished(status: Any = ForwardMsg.FINISHED_SUCCESSFULLY) -> ForwardMsg:
    message = ForwardMsg()
    message.script_finished = status
    return message


def exception(*, is_warning: bool = False) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.exception.message = "no"
    message.delta.new_element.exception.is_warning = is_warning
    return message


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ([forward_message("hello"), finished()], (200, "ok")),
        ([exception(is_warning=True), finished()], (200, "ok")),
        ([exception(), finished()], (503, "error")),
        ([finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR)], (503, "error")),
        ([finished(ForwardMsg.FINISHED_EARLY_FOR_RERUN), exception(), finished()], (503, "error")),
        ([forward_message("never ends")], (503, "timeout")),
    ],
    ids=["fine", "a warning", "an exception", "no Python", "after a rerun", "too long"],
)
def test_the_script_is_run_in_a_session_of_its_own(
    host: FakeHost, set_option: Any, monkeypatch: pytest.MonkeyPatch, script: list[ForwardMsg], answer: tuple[int, str]
) -> None:
    set_option("server.scriptHealthCheckEnabled", True)
    monkeypatch.setattr(probe, "_SECONDS", 0.2)
    host.script = script
    response = create_app(host).test_client().get("/_stcore/script-health-check")
    assert (response.status_code, response.text) == answer
    assert response.headers["Cache-Control"] == "no-cache"
    assert host.disconnected == ["session-1"]


def test_the_memory_of_caches_is_added_up_once_in_a_while(host: FakeHost, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    memory = health.CacheMemory(host.streamlit.stats_mgr)
    original = host.streamlit.stats_mgr.get_stats

    def count(**options: Any) -> Any:
        nonlocal counted
        counted += 1
        return original(**options)

    monkeypatch.setattr(host.streamlit.stats_mgr, "get_stats", count)
    assert memory.get() == memory.get()
    assert counted == 1
    monkeypatch.setattr(memory, "_until", 0.0)
    memory.get()
    assert counted == 2
