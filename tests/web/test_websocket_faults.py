"""The faults of simple-websocket and flask-sock as shipped, each with the traffic that shows it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from browser import RawBrowser, browse
from fake_host import FakeHost
from flask import Blueprint, Flask
from websockets.exceptions import ConnectionClosed as ClientClosed

from reactor_web import embedded
from reactor_web.carrier import WebSockets
from reactor_web.outbound import MOST_WAITING
from reactor_web.sockets import CloseCode, ConnectionClosed, WebSocket

MEGABYTE = 1_000_000
BINARY, CLOSE, PING = 0x2, 0x8, 0x9


@dataclass
class Carried:
    """One websocket on a server: the handler only reads."""

    port: int
    sockets: list[WebSocket] = field(default_factory=list)
    received: list[bytes | str] = field(default_factory=list)
    opened: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def socket(self) -> WebSocket:
        assert self.opened.wait(5)
        return self.sockets[0]


@pytest.fixture
def carry(serve: Callable[..., Any], host: FakeHost) -> Callable[..., Carried]:
    """A server with `WebSocket`'s options as given."""

    def start(**options: Any) -> Carried:
        app = Flask("carrier")
        app.config["SOCK_SERVER_OPTIONS"] = {
            "max_message_size": MEGABYTE,
            "ping_interval": 30.0,
            "send_timeout": 30.0,
        } | options
        sockets, routes = WebSockets(), Blueprint("routes", __name__)
        app.extensions["reactor"] = (host, sockets)
        carried = Carried(0)

        @sockets.route("/_stcore/stream", bp=routes)
        def handler(socket: WebSocket) -> None:
            carried.sockets.append(socket)
            carried.opened.set()
            try:
                carried.received.extend(socket)
            finally:
                carried.ended.set()

        app.register_blueprint(routes)
        carried.port = serve(app).port
        return carried

    return start


def in_threads(*jobs: Callable[[], None]) -> list[threading.Thread]:
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def wait_for(condition: Callable[[], bool], seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- one lock, and all of it --------------------------------------------------------------------------------------


def test_many_senders_of_large_messages_do_not_mix(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=16384) as browser:
        socket = carried.socket

        def send(letter: int) -> Callable[[], None]:
            return lambda: [socket.send(bytes([letter]) * MEGABYTE) for _ in range(5)] and None

        threads = in_threads(*[send(letter) for letter in range(4)])
        messages = [browser.receive() for _ in range(20)]
        for thread in threads:
            thread.join(10)
    assert {opcode for opcode, _ in messages} == {BINARY}
    assert all(payload == payload[:1] * MEGABYTE for _, payload in messages)
    assert sorted(payload[0] for _, payload in messages) == [letter for letter in range(4) for _ in range(5)]


def test_a_batch_has_nothing_between_its_messages(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=16384) as browser:
        socket = carried.socket
        batches = [[bytes([letter]) * 50_000] * 10 for letter in range(4)]
        threads = in_threads(*[lambda batch=batch: socket.send_all(batch) for batch in batches])
        letters = [browser.receive()[1][0] for _ in range(40)]
        for thread in threads:
            thread.join(10)
    assert all(len(set(letters[start : start + 10])) == 1 for start in range(0, 40, 10))


def test_a_message_larger_than_any_buffer_arrives_whole(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=16384) as browser:
        message = bytes(range(256)) * (16 * MEGABYTE // 256)
        threads = in_threads(lambda: carried.socket.send(message))
        assert browser.receive() == (BINARY, message)
        threads[0].join(10)


def test_a_small_message_does_not_wait_for_an_acknowledgement(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port):
        assert carried.socket.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


# -- a client that stops reading ----------------------------------------------------------------------------------


def test_a_client_that_stops_reading_is_dropped(carry: Any) -> None:
    carried = carry(send_timeout=0.5)
    with RawBrowser(carried.port, receive_buffer=4096):
        started = time.monotonic()
        carried.socket.send(b"x" * 50 * MEGABYTE)
        assert carried.ended.wait(5)
        assert 0.5 <= time.monotonic() - started < 5
        with pytest.raises(ConnectionClosed):
            carried.socket.send(b"x")


def test_nobody_who_sends_to_it_waits(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=4096):
        started = time.monotonic()
        for _ in range(10):
            carried.socket.send(b"x" * 5 * MEGABYTE)
        assert time.monotonic() - started < 2


def test_a_client_for_which_too_much_waits_is_dropped(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=4096):
        carried.socket.send(b"x" * 50 * MEGABYTE)
        for _ in range(MOST_WAITING - 1):
            carried.socket.send(b"x")
        with pytest.raises(ConnectionClosed):
            carried.socket.send(b"x")
        assert carried.ended.wait(2)


def test_a_client_that_reads_slowly_is_kept(carry: Any) -> None:
    carried = carry(send_timeout=0.5, ping_interval=0.3)
    with RawBrowser(carried.port, receive_buffer=4096) as browser:
        message = b"x" * 6 * MEGABYTE
        threads = in_threads(lambda: carried.socket.send(message))
        started, received = time.monotonic(), 0
        while received < len(message):
            received += len(browser.socket.recv(65536))
            if time.monotonic() - started < 2:  # it neither answers pings nor hurries, at first
                time.sleep(0.02)
        threads[0].join(5)
        assert carried.socket.connected


# -- the handler's end --------------------------------------------------------------------------------------------


def test_the_handler_of_a_message_too_big_ends_though_the_client_goes_on(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port) as browser:
        browser.send(BINARY, b"x" * (MEGABYTE + 1), announced=100 * MEGABYTE)
        assert browser.receive()[0] == CLOSE
        assert carried.ended.wait(1)
        assert carried.received == []
        for _ in range(10):  # the rest of the message is taken and thrown away, then the connection ends
            browser.socket.sendall(b"x" * 1000)
        started = time.monotonic()
        with pytest.raises((EOFError, ConnectionResetError)):
            browser.receive()
        assert time.monotonic() - started < 5


def test_the_client_learns_why_it_was_closed_while_it_was_sending(carry: Any) -> None:
    carried = carry()
    with browse(carried.port) as connection:

        def send_without_end() -> None:
            while True:
                connection.send(b"x" * (MEGABYTE + 1))

        with pytest.raises(ClientClosed):
            send_without_end()
    assert connection.protocol.close_code == CloseCode.TOO_BIG


def test_a_close_from_another_thread_wakes_the_handler(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port) as browser:
        carried.socket.close(CloseCode.GOING_AWAY)
        assert carried.ended.wait(1)
        assert browser.receive() == (CLOSE, (1001).to_bytes(2, "big"))


def test_a_close_does_not_wait_for_a_client_that_stopped_reading(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port, receive_buffer=4096):
        carried.socket.send(b"x" * 50 * MEGABYTE)
        started = time.monotonic()
        carried.socket.close()
        assert time.monotonic() - started < 2
        assert carried.ended.wait(2)


def test_a_client_that_vanishes_ends_the_handler(carry: Any) -> None:
    carried = carry()
    browser = RawBrowser(carried.port)
    assert carried.opened.wait(5)
    browser.socket.close()
    assert carried.ended.wait(2)
    assert carried.socket.close_reason == CloseCode.ABNORMAL


def test_no_thread_is_left_behind(carry: Any) -> None:
    carried = carry()
    before = threading.active_count()
    for _ in range(10):
        with browse(carried.port) as connection:
            connection.send(b"hello")
    with RawBrowser(carried.port) as browser:
        browser.send(BINARY, b"x" * (MEGABYTE + 1))
        browser.receive()
    with RawBrowser(carried.port, receive_buffer=4096):
        wait_for(lambda: len(carried.sockets) == 12)
        carried.sockets[-1].send(b"x" * 20 * MEGABYTE)
    wait_for(lambda: threading.active_count() <= before)


# -- silence ------------------------------------------------------------------------------------------------------


def test_an_idle_client_that_answers_pings_is_kept(carry: Any) -> None:
    carried = carry(ping_interval=0.1)
    with browse(carried.port) as connection:
        time.sleep(1)
        connection.send(b"still there")
        carried.socket.send(b"so am I")
        assert connection.recv(timeout=5) == b"so am I"
    assert carried.ended.wait(5)
    assert carried.received == [b"still there"]


def test_a_client_that_does_not_answer_pings_is_dropped(carry: Any) -> None:
    carried = carry(ping_interval=0.2)
    with RawBrowser(carried.port) as browser:
        assert browser.receive()[0] == PING
        assert browser.receive() == (CLOSE, (1011).to_bytes(2, "big") + b"ping timeout")
        assert carried.ended.wait(1)


def test_a_clients_own_ping_is_answered(carry: Any) -> None:
    carried = carry()
    with RawBrowser(carried.port) as browser:
        browser.send(PING, b"hello?")
        assert browser.receive() == (0xA, b"hello?")


def test_the_servers_patience_with_requests_is_not_for_websockets(carry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded._Handler, "timeout", 0.3)
    carried = carry()
    with RawBrowser(carried.port) as browser, socket.create_connection(("127.0.0.1", carried.port)) as silent:
        assert silent.recv(1) == b""  # a connection that asks for nothing is ended
        time.sleep(0.5)
        carried.socket.send(b"hello")
        assert browser.receive() == (BINARY, b"hello")


def test_receive_can_be_given_a_limit(carry: Any) -> None:
    carried = carry(ping_interval=30.0)
    # The handler reads too, but nothing comes for either.
    with RawBrowser(carried.port), pytest.raises(TimeoutError):
        carried.socket.receive(timeout=0.1)
