"""The stream between a browser and a session: who may open it, how, and what ends it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from browser import RawBrowser, browse, rerun, text_of
from fake_host import FakeHost, forward_message
from streamlit import net_util
from websockets.exceptions import ConnectionClosed, InvalidStatus

from reactor_runtime.adapter.http_messages import BackMsg, SessionClientDisconnectedError, max_inbound_bytes
from reactor_runtime.adapter.http_security import generate_xsrf_token_string
from reactor_web.app import create_app
from reactor_web.websocket import Offer


@pytest.fixture
def port(serve: Any) -> int:
    return int(serve().port)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    # Streamlit asks the internet for this machine's address before it refuses an origin.
    monkeypatch.setattr(net_util, "get_external_ip", lambda: None)
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: None)


def close_code(connection: Any) -> int:
    with pytest.raises(ConnectionClosed):
        connection.recv(timeout=10)
    return int(connection.protocol.close_code)


def test_messages_go_both_ways_in_order(port: int, host: FakeHost) -> None:
    with browse(port) as connection:
        for number in range(20):
            connection.send(rerun(str(number)))
        assert [text_of(connection.recv(timeout=10)) for _ in range(20)] == [str(number) for number in range(20)]
    assert host.gone.wait(5)
    assert host.disconnected == ["session-1"]


def test_a_batch_is_sent_in_order(port: int, host: FakeHost) -> None:
    with browse(port) as connection:
        connection.send(rerun("first"))
        connection.recv(timeout=10)
        client: Any = host.clients["session-1"]
        client.write_forward_msgs([forward_message(str(number)) for number in range(5)])
        assert [text_of(connection.recv(timeout=10)) for _ in range(5)] == ["0", "1", "2", "3", "4"]


def test_a_message_in_parts_is_put_together(port: int) -> None:
    with browse(port) as connection:
        whole = rerun("in parts")
        connection.send([whole[:3], whole[3:7], whole[7:]])
        assert text_of(connection.recv(timeout=10)) == "in parts"


def test_the_session_is_told_of_the_browser(serve: Any, host: FakeHost) -> None:
    with browse(serve().port, additional_headers={"Cookie": "a=1; b=2", "X-Thing": "é"}) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
        context = host.clients["session-1"].client_context
        assert context is not None
        assert dict(context.headers)["x-thing"] == "é"
        assert context.cookies == {"a": "1", "b": "2"}
        assert context.remote_ip == "127.0.0.1"


def test_behind_a_local_proxy_the_address_is_the_browsers(port: int, host: FakeHost) -> None:
    with browse(port, additional_headers={"X-Forwarded-For": "203.0.113.9"}) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
        context = host.clients["session-1"].client_context
        assert context is not None
        assert context.remote_ip == "203.0.113.9"


@pytest.mark.parametrize(
    ("header", "offer"),
    [
        (None, Offer()),
        ("streamlit", Offer("streamlit")),
        ("streamlit, token", Offer("streamlit", "token")),
        ("streamlit, token, id", Offer("streamlit", "token", "id")),
        ("streamlit,, id", Offer("streamlit", None, "id")),
        ("streamlit, token, id, more", Offer("streamlit", "token", "id")),
    ],
)
def test_the_places_of_the_offer_do_not_shift(header: str | None, offer: Offer) -> None:
    assert Offer.of(header) == offer


def test_the_first_subprotocol_is_answered(port: int) -> None:
    with browse(port, offer=["streamlit", "PLACEHOLDER", "some-session"]) as connection:
        assert connection.subprotocol == "streamlit"
    with browse(port, offer=[]) as connection:
        assert connection.subprotocol is None


def test_a_tab_that_comes_back_asks_for_its_session(port: int, host: FakeHost) -> None:
    with browse(port, offer=["streamlit", "PLACEHOLDER", "kept"]) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
    assert host.connected == [("kept", {}, "kept")]


def test_a_base_path_goes_before_the_stream(serve: Any, set_option: Any) -> None:
    set_option("server.baseUrlPath", "my/app")
    with browse(serve().port, base="/my/app") as connection:
        connection.send(rerun("hello"))
        assert text_of(connection.recv(timeout=10)) == "hello"


# -- who may open it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "host_header", "options"),
    [
        ("http://evil.test", None, {}),
        ("http://evil.test:8501", None, {"server.corsAllowedOrigins": ["http://friend.test"]}),
        (None, "evil.test", {"server.allowedHosts": ["app.test", "*.apps.test"]}),
        (None, "app.test:99999", {"server.allowedHosts": ["app.test"]}),
    ],
)
def test_strangers_are_refused_before_the_handshake(
    port: int, host: FakeHost, set_option: Any, origin: str | None, host_header: str | None, options: dict[str, Any]
) -> None:
    for name, value in options.items():
        set_option(name, value)
    headers = {"Origin": origin or "", "Host": host_header or "app.test"}
    with RawBrowser(port, headers=headers) as browser:
        assert browser.answer.startswith(b"HTTP/1.1 403 ")
    assert host.connected == []


@pytest.mark.parametrize(
    ("origin", "host_header", "options"),
    [
        ("", "app.test", {}),
        ("http://app.test", "app.test", {}),
        ("http://localhost:3000", "app.test", {}),
        ("http://friend.test", "app.test", {"server.corsAllowedOrigins": ["http://friend.test"]}),
        ("http://anyone.test", "app.test", {"server.enableCORS": False}),
        ("", "a.apps.test:8501", {"server.allowedHosts": ["*.apps.test"]}),
    ],
)
def test_friends_are_let_in(port: int, set_option: Any, origin: str, host_header: str, options: dict[str, Any]) -> None:
    for name, value in options.items():
        set_option(name, value)
    with RawBrowser(port, headers={"Origin": origin, "Host": host_header}) as browser:
        assert browser.answer.startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize(
    "headers",
    [{"Sec-WebSocket-Key": ""}, {"Sec-WebSocket-Version": "8"}, {"Sec-WebSocket-Protocol": "caf\u00e9"}],
    ids=["no key", "old version", "not ascii"],
)
def test_a_broken_handshake_is_a_bad_request(port: int, host: FakeHost, headers: dict[str, str]) -> None:
    with RawBrowser(port, headers=headers) as browser:
        assert browser.answer.startswith(b"HTTP/1.1 400 ")
    assert host.connected == []


def test_other_paths_have_no_stream(port: int) -> None:
    from websockets.sync.client import connect

    with pytest.raises(InvalidStatus) as refused, connect(f"ws://127.0.0.1:{port}/elsewhere", proxy=None):
        pass
    assert refused.value.response.status_code == 400


# -- who the user is ----------------------------------------------------------------------------------------------


def test_headers_of_a_trusted_proxy_say_who_the_user_is(port: int, host: FakeHost, set_option: Any) -> None:
    set_option("server.trustedUserHeaders", {"X-User": "email", "X-Team": "team"})
    with browse(port, additional_headers={"X-User": "ann@app.test"}) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
    assert host.connected[0][1] == {"email": "ann@app.test", "team": None}


def login_cookie(origin: str) -> str:
    import json

    from reactor_runtime.adapter import http_auth as auth
    from reactor_runtime.adapter.http_security import get_cookie_secret

    def signed(name: str, value: dict[str, Any]) -> str:
        return f"{name}={auth.create_signed_value(get_cookie_secret(), name, json.dumps(value)).decode()}"

    user = {"origin": origin, "is_logged_in": True, "email": "ann@app.test", "provider": "default"}
    tokens = {"id_token": "the id", "access_token": "the access"}
    return f"{signed(auth.USER_COOKIE_NAME, user)}; {signed(auth.TOKENS_COOKIE_NAME, tokens)}"


@pytest.mark.parametrize(
    ("token", "cookie_origin", "logged_in"),
    [("same", "", True), ("another", "", False), ("same", "http://evil.test", False)],
    ids=["a good token", "a wrong token", "a login of another site"],
)
def test_the_login_cookie_is_believed_with_a_token_only(
    port: int, host: FakeHost, token: str, cookie_origin: str, logged_in: bool
) -> None:
    origin = f"http://127.0.0.1:{port}"
    xsrf = generate_xsrf_token_string(b"0123456789abcdef", 1)
    offered = xsrf if token == "same" else generate_xsrf_token_string(b"fedcba9876543210", 1)
    cookies = f"_streamlit_xsrf={xsrf}; {login_cookie(cookie_origin or origin)}"
    with browse(
        port, offer=["streamlit", offered], origin=origin, additional_headers={"Cookie": cookies}
    ) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
    user = host.connected[0][1]
    assert user.get("is_logged_in", False) is logged_in
    assert user.get("email") == ("ann@app.test" if logged_in else None)
    assert user.get("tokens", {}) == {}  # none is exposed unless secrets.toml says so


# -- what ends it -------------------------------------------------------------------------------------------------


def test_text_ends_it(port: int, host: FakeHost) -> None:
    with browse(port) as connection:
        connection.send("text")
        assert close_code(connection) == 1003
    assert host.gone.wait(5)


def test_a_message_that_cannot_be_decoded_ends_it(port: int, host: FakeHost) -> None:
    with browse(port) as connection:
        connection.send(b"\xff\xff\xff")
        assert close_code(connection) == 1002
    assert host.gone.wait(5)


def test_a_broken_frame_ends_it(port: int, host: FakeHost) -> None:
    with RawBrowser(port) as browser:
        browser.send(0x3, b"an opcode nobody defined")
        opcode, payload = browser.receive()
        assert (opcode, payload[:2]) == (0x8, (1002).to_bytes(2, "big"))
    assert host.gone.wait(5)


def test_a_message_that_is_too_big_ends_it(host: FakeHost, serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reactor_web.app.max_inbound_bytes", lambda: 1000)
    with browse(serve().port) as connection:
        connection.send(rerun("x" * 900))
        connection.recv(timeout=10)
        connection.send(rerun("x" * 1000))
        assert close_code(connection) == 1009
    assert host.gone.wait(5)
    assert len(host.received) == 1


def test_the_limit_is_streamlits() -> None:
    assert max_inbound_bytes() == 25_000_000


def test_a_failing_host_ends_it_as_an_internal_error(
    port: int, host: FakeHost, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(host, "receive", fail)
    with browse(port) as connection:
        connection.send(rerun())
        assert close_code(connection) == 1011
    assert host.gone.wait(5)
    assert "a bug" in caplog.text


def test_writing_to_a_browser_that_has_gone_says_so(port: int, host: FakeHost) -> None:
    with browse(port) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
        client = host.clients["session-1"]
    assert host.gone.wait(5)
    with pytest.raises(SessionClientDisconnectedError):
        client.write_forward_msg(forward_message("too late"))


@pytest.mark.parametrize("order", ["debug_disconnect_websocket", "debug_shutdown_runtime"])
@pytest.mark.parametrize("development", [True, False])
def test_orders_of_streamlits_own_tests_are_obeyed_in_development(
    port: int, host: FakeHost, set_option: Any, order: str, development: bool
) -> None:
    set_option("global.e2eTest", development)
    message = BackMsg()
    setattr(message, order, True)
    with browse(port) as connection:
        connection.send(message.SerializeToString())
        if development:
            assert close_code(connection) == 1000
        else:
            connection.send(rerun("still there"))
            assert text_of(connection.recv(timeout=10)) == "still there"
    assert host.closed is (development and order == "debug_shutdown_runtime")


def test_nothing_is_compressed_unless_configured(serve: Any, host: FakeHost, set_option: Any) -> None:
    with browse(serve().port, compression="deflate") as connection:
        assert connection.protocol.extensions == []
    set_option("server.enableWebsocketCompression", True)
    with browse(serve(create_app(host)).port, compression="deflate") as connection:
        assert [extension.name for extension in connection.protocol.extensions] == ["permessage-deflate"]
        connection.send(rerun("x" * 10_000))
        assert text_of(connection.recv(timeout=10)) == "x" * 10_000


def test_stopping_the_server_says_goodbye(serve: Any, host: FakeHost) -> None:
    server = serve()
    with browse(server.port) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
        started = time.monotonic()
        server.stop()
        assert close_code(connection) == 1001
        assert time.monotonic() - started < 3
    assert host.gone.wait(5)
    assert host.closed
