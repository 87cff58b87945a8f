"""`reactor serve` as a process: what it prints, where it listens, and what of Streamlit's set-up the script finds."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reactor.cli.inspector import choose

# Starting takes seconds on a busy machine.
PATIENCE = 60.0

PROBE = """\
import sys
import streamlit as st
open("seen.txt", "w").write(repr((sys.argv, sys.path[0], __file__, st.secrets["word"], st.get_option("theme.base"))))
"""


class Server:
    """A running `reactor serve`."""

    def __init__(self, arguments: tuple[str, ...], log: Path) -> None:
        self.log = log
        with log.open("w") as file:
            command = [sys.executable, "-m", "reactor", "serve", *arguments]
            self.process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env={**os.environ})

    @property
    def output(self) -> str:
        return self.log.read_text()

    def wait_for(self, pattern: str) -> str:
        """The first group of a pattern in the output, once it is there."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if found := re.search(pattern, self.output):
                return found[1]
            assert self.process.poll() is None, self.output
            time.sleep(0.05)
        raise AssertionError(f"{pattern} not in {self.output}")

    @property
    def url(self) -> str:
        return self.wait_for(r"URL: (http://\S+)\n").replace("localhost", "127.0.0.1")

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE) as response:
            body: bytes = response.read()
            return body

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


Serve = Callable[..., Server]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    servers: list[Server] = []

    def start(*arguments: str) -> Server:
        servers.append(Server((*arguments, "--port", "0", "--no-open"), tmp_path / f"log{len(servers)}"))
        return servers[-1]

    yield start
    for server in servers:
        server.process.kill()
        server.process.wait()


def test_a_script_is_built_and_served(app: Path, serve: Serve) -> None:
    server = serve("app.py")
    assert server.get("/_stcore/health") == b"ok"
    assert b"<html" in server.get("/")
    assert re.search(r"\n  Reactor \S+  app\.py\n  \d+ regions: .*, in 2 files\n", server.output)
    assert "Ctrl+C stops the server." in server.output
    assert f"  Inspector: {server.url.replace('127.0.0.1', 'localhost')}/_reactor/\n" in server.output
    assert b"<title>app.py in Reactor</title>" in server.get("/_reactor/")
    assert server.stop() == 0
    assert "Traceback" not in server.output


def test_the_last_build_is_served_and_a_folder_too(app: Path, here: Path, serve: Serve) -> None:
    first = serve("app.py")
    assert first.get("/_stcore/health") == b"ok"
    first.stop()
    last = serve()
    assert last.get("/_stcore/health") == b"ok"
    last.stop()
    app.write_text("import streamlit as st\n")
    mended = serve(".reactor/app", "--rebuild")
    assert mended.get("/_stcore/health") == b"ok"
    assert "1 file" in mended.output


def test_base_path_and_streamlit_options(app: Path, serve: Serve) -> None:
    options = ["--server.maxUploadSize=7", "--browser.serverAddress", "127.0.0.1"]
    server = serve("--verify", "app.py", "--base-path", "shop", *options)
    assert server.url.endswith("/shop")
    assert "10 % of the events are checked against a full rerun; what differs is logged here" in server.output
    assert server.get("/_stcore/health") == b"ok"


def test_an_inspector_that_was_asked_for_wants_the_token_that_was_printed(app: Path, serve: Serve) -> None:
    server = serve("app.py", "--base-path", "shop", "--inspector")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        server.get("/_reactor/")
    address = server.wait_for(r"Inspector: (http://localhost:\d+/shop/_reactor/\?token=\S{32})\n")
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(address, timeout=PATIENCE) as response:
        assert response.url.endswith("/shop/_reactor/")
        assert b"<title>app.py in Reactor</title>" in response.read()


def test_an_inspector_is_left_out_where_others_may_connect_or_nobody_wants_it(
    app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address, wanted in (("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False), ("192.0.2.1", False)):
        monkeypatch.setattr("reactor_runtime.adapter.startup.address", lambda address=address: address)
        assert choose(None, production=False).wanted is wanted
        assert choose(None, production=False).token is None
        assert not choose(None, production=True).wanted
        assert not choose(False, production=False).wanted
        assert choose(True, production=True).token


def test_production(app: Path, serve: Serve) -> None:
    server = serve("app.py", "--production")
    assert server.get("/_stcore/health") == b"ok"
    assert "Inspector" not in server.output
    assert b"in Reactor" not in server.get("/_reactor/page")
    assert server.stop() == 0


def test_an_edit_is_noticed(app: Path, serve: Serve) -> None:
    server = serve("app.py")
    assert server.get("/_stcore/health") == b"ok"
    before = app.read_text()
    app.write_text("import streamlit as st\nst.write(\n")
    server.wait_for(r"(error: app\.py:2)")
    app.write_text(before)
    server.wait_for(r"(The app changed)")
    app.write_text("import streamlit as st\nst.write(1)\n")
    server.wait_for(r"(The app changed[\s\S]*The app changed)")
    assert server.get("/_stcore/health") == b"ok"
    assert server.stop() == 0


def test_a_quiet_start(app: Path, here: Path, serve: Serve) -> None:
    (here / ".streamlit").mkdir()
    (here / ".streamlit" / "config.toml").write_text("[logger]\nhideWelcomeMessage = true\n")
    server = serve("app.py", "--server.port=0")
    time.sleep(3)
    assert "URL" not in server.output
    assert "Inspector" not in server.output


def test_the_script_finds_what_streamlit_run_gives_it(here: Path, serve: Serve) -> None:
    (here / "apps" / ".streamlit").mkdir(parents=True)
    (here / "apps" / "probe.py").write_text(PROBE)
    (here / "apps" / ".streamlit" / "config.toml").write_text('[theme]\nbase = "dark"\n')
    (here / "apps" / ".streamlit" / "secrets.toml").write_text('word = "hush"\n')
    server = serve("apps/probe.py", "--server.headless=true", "first")
    open_session(server)
    script = str(here / "apps" / "probe.py")
    seen = wait_for_file(here / "seen.txt")
    assert seen == repr(([script, "first"], str(here / "apps"), script, "hush", "dark"))


def open_session(server: Server) -> None:
    """Do what a browser does to have the script run."""
    from simple_websocket import Client

    client = Client.connect(server.url.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"])
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ClientState_pb2 import ClientState

    client.send(BackMsg(rerun_script=ClientState()).SerializeToString())
    client.receive(timeout=PATIENCE)


def wait_for_file(path: Path) -> str:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")
