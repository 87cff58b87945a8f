"""A small app served for real, with its inspector, and a browser tab at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from reactor.build.make import make
from reactor.verify.browser import Browser
from reactor.verify.streamlit_full import prepare
from reactor.verify.wire import ForwardMsg, WidgetState
from reactor_runtime.session.host import Host
from reactor_web.app import create_app
from reactor_web.embedded import EmbeddedServer
from reactor_web.inspector.routes import Inspection
from reactor_web.server import bind

SCRIPT = '''\
"""A table and what is above a bound."""
import streamlit as st

low = st.slider("Low", 0, 9)
half = low // 2
st.write("Half", half)
password = "swordfish"
numbers = [number for number in range(10) if number > half]
with st.container():
    for name in ("a", "b"):
        st.text(f"{name} {low}")
'''


class Served:
    """The app on a server of its own. ``url`` is without a slash at its end."""

    def __init__(self, folder: Path, token: str | None) -> None:
        script = folder / "app.py"
        script.write_text(SCRIPT)
        prepare(script)
        build = make(script, folder / "build").build
        self.host = Host(str(script), build.program)
        app = create_app(self.host, inspection=Inspection(self.host, build.folder / "graph.json", token))
        self.server = EmbeddedServer(app, bind("127.0.0.1", 0))
        self.server.start()
        self.address = f"127.0.0.1:{self.server.port}"
        self.url = f"http://{self.address}"

    @contextmanager
    def feed(self, **headers: str) -> Iterator[Feed]:
        """The feed, as the inspector's own page opens it."""
        given = {name: value for name, value in ({"Origin": self.url} | headers).items() if value}
        address = f"ws://{self.address}/_reactor/feed"
        with connect(address, additional_headers=given, open_timeout=60, proxy=None, compression=None) as socket:
            yield Feed(socket)

    def tab(self) -> Tab:
        return Tab(self.host)


class Tab:
    """A browser tab of the app."""

    client_context = None

    def __init__(self, host: Host) -> None:
        self.host = host
        self.browser = Browser()
        self.id = host.connect(self, {})
        self._send(self.browser.rerun())

    def write_forward_msg(self, message: ForwardMsg) -> None:
        copied = ForwardMsg()
        copied.CopyFrom(message)
        self.browser.receive(copied)

    def set_low(self, value: float) -> None:
        """Move the slider, and wait for the run."""
        node = self.browser.widget("Low", 0)
        state = WidgetState(id=node.element.slider.id)
        state.double_array_value.data.append(value)
        self._send(self.browser.change(node, state))

    def _send(self, message: Any) -> None:
        self.host.receive(self.id, message, self)
        assert self.host.wait_until_settled(self.id)


class Feed:
    """The other end of the inspector's websocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def ask(self, **message: Any) -> None:
        self.socket.send(json.dumps(message))

    def wait_for(self, kind: str, accept: Callable[[dict[str, Any]], bool] = lambda _message: True) -> dict[str, Any]:
        """The next message of a kind that is accepted; others are passed over."""
        while True:
            message: dict[str, Any] = json.loads(self.socket.recv(timeout=20))
            if message["type"] == kind and accept(message):
                return message

    def event_with(self, tab: Tab, number: int) -> dict[str, Any]:
        """An event of a tab in detail, once it is there."""
        self.ask(watch=tab.id)
        found = self.wait_for("event", lambda message: message["event"]["number"] == number)
        event: dict[str, Any] = found["event"]
        return event


Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve the app, with or without a token, one at a time: a process has one host."""
    running: list[tuple[str | None, Served]] = []

    def start(token: str | None = None) -> Served:
        if not running or running[0][0] != token:
            for _, served in running:
                served.server.stop()
            running[:] = [(token, Served(tmp_path_factory.mktemp("app"), token))]
        return running[0][1]

    yield start
    for _, served in running:
        served.server.stop()
