"""Who may look: on this machine everybody who can open the port, elsewhere whoever has the token."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from websockets.exceptions import InvalidStatus

from reactor_web.inspector.access import COOKIE, is_loopback
from tests.inspector.conftest import Serve

PAGE = "/_reactor/"
DATA = "/_reactor/program.json"
HERE = {"Host": "127.0.0.1:8501"}
TOKEN = "a-token-for-tests"


@pytest.fixture
def open_client(serve: Serve) -> FlaskClient:
    return serve().server.flask.test_client()


@pytest.fixture
def client(serve: Serve) -> FlaskClient:
    """At a server that wants the token."""
    return serve(TOKEN).server.flask.test_client()


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]", "::1", "app.localhost"])
def test_names_of_this_machine(name: str) -> None:
    assert is_loopback(name)


@pytest.mark.parametrize(
    "name", ["", "0.0.0.0", "::", "example.com", "localhost.example.com", "192.168.1.4", "127.1.evil"]
)
def test_names_of_other_machines(name: str) -> None:
    assert not is_loopback(name)


@pytest.mark.parametrize("path", [PAGE, DATA, "/_reactor/main.js", "/_reactor/dagre.js"])
def test_whoever_is_on_this_machine_may_look(open_client: FlaskClient, path: str) -> None:
    with open_client.get(path, headers=HERE) as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        HERE | {"Origin": "http://evil.example"},
        HERE | {"Origin": "null"},
        HERE | {"X-Forwarded-For": "203.0.113.7"},
        HERE | {"Forwarded": "for=203.0.113.7"},
        HERE | {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        HERE | {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_what_may_be_somebody_elses_request_is_refused(open_client: FlaskClient, headers: dict[str, str]) -> None:
    answer = open_client.get(DATA, headers=headers)
    assert answer.status_code == 403
    assert b"slider" not in answer.data


def test_a_link_from_another_page_is_followed(open_client: FlaskClient) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert open_client.get(PAGE, headers=HERE | followed).status_code == 200


def test_files_outside_the_page_are_not_served(open_client: FlaskClient) -> None:
    for name in ("page.html", "routes.py", "..%2Froutes.py", ".hidden"):
        answer = open_client.get(f"{PAGE}{name}", headers=HERE)
        assert answer.status_code in (400, 404), name


@pytest.mark.parametrize("path", [PAGE, DATA, "/_reactor/main.js", PAGE + "?token=", PAGE + "?token=another"])
def test_without_the_token_nothing_is_shown(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=HERE)
    assert answer.status_code == 403
    assert "reactor serve --inspector" in answer.text


def test_the_token_is_shown_once_and_kept_where_no_script_reads_it(client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?token={TOKEN}", headers={"Host": "app.example"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == PAGE
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/_reactor/" in cookie
    with_cookie = {"Host": "app.example", "Cookie": f"{COOKIE}={TOKEN}"}
    assert client.get(DATA, headers=with_cookie).status_code == 200
    # The token's holder may sit behind a proxy, at another name.
    assert client.get(DATA, headers=with_cookie | {"X-Forwarded-For": "203.0.113.7"}).status_code == 200
    assert client.get(DATA, headers=with_cookie | {"Origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_the_feed_is_for_the_inspectors_own_page(serve: Serve, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, serve().feed(Origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_the_feed_wants_the_token_too(serve: Serve) -> None:
    served = serve(TOKEN)
    with pytest.raises(InvalidStatus) as refused, served.feed():
        pass
    assert refused.value.response.status_code == 403
    with served.feed(Cookie=f"{COOKIE}={TOKEN}") as feed:
        assert feed.wait_for("sessions")["sessions"] == []
