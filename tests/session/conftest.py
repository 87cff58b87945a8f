"""A host in this process, and tabs at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from reactor.pipeline import compile_app
from reactor.verify.browser import Browser
from reactor.verify.plain import Plain
from reactor.verify.streamlit_full import prepare
from reactor.verify.wire import ForwardMsg, WidgetState
from reactor_runtime.engine.recall import Limits
from reactor_runtime.program import Program
from reactor_runtime.session.host import Host


class Tab:
    """A browser tab: what it has been sent, as the client would show it."""

    client_context = None

    def __init__(self, host: Host, existing: str | None = None) -> None:
        self.host = host
        self.browser = Browser()
        self.id = host.connect(self, {}, existing)

    def write_forward_msg(self, message: ForwardMsg) -> None:
        copied = ForwardMsg()
        copied.CopyFrom(message)
        self.browser.receive(copied)

    def load(self) -> Tab:
        self.host.receive(self.id, self.browser.rerun(), self)
        return self.settled()

    def send(self, label: str, value: float) -> None:
        """Set a slider, and do not wait."""
        node = self.browser.widget(label, 0)
        state = WidgetState(id=node.element.slider.id)
        state.double_array_value.data.append(value)
        message = self.browser.change(node, state)
        assert message is not None
        self.host.receive(self.id, message, self)

    def settled(self) -> Tab:
        assert self.host.wait_until_settled(self.id, 20)
        return self

    def texts(self) -> list[str]:
        """The texts and markdown on the page, in order."""
        bodies = []
        for node in self.browser.elements(("text", "markdown")):
            element = node.element
            bodies.append(element.text.body if element.WhichOneof("type") == "text" else element.markdown.body)
        return bodies

    def state(self) -> dict[str, Any]:
        values: dict[str, Any] = self.host.session(self.id).session_state.filtered_state
        return values


Serve = Callable[..., Host]
__all__ = ["Plain", "Serve", "Tab"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serve a script given as text; ``change`` is made to its program, ``verify`` per cent of events are checked.

    ``recall`` is what is remembered.
    """
    hosts: list[Host] = []

    def start(
        source: str,
        change: Callable[[Program], Program] = lambda program: program,
        verify: float = 0,
        recall: Limits | None = None,
    ) -> Host:
        script = tmp_path / "app.py"
        script.write_text(dedent(source), "utf-8")
        prepare(script)
        hosts.append(Host(str(script), change(compile_app(script).program), verify, recall))
        return hosts[-1]

    yield start
    for host in hosts:
        host.close()
