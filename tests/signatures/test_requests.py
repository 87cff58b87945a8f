"""What requests does to what it is given, asked of a server on this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
import requests

from reactor.effects.signatures import load
from tests.signatures.probe import fingerprint


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b'{"a": [1]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self.do_GET
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """No line on the console for each request."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_what_is_given_stays_as_it_is(address: str, method: str) -> None:
    effect = load().function(f"requests.{method}")
    assert effect is not None
    assert effect.volatile == "network"
    assert effect.mutates == ()
    given = {"params": {"q": ["x"]}, "headers": {"A": "b"}, "json": {"a": [1]}, "cookies": {"c": "d"}}
    before = fingerprint(given)
    with requests.Session() as session:
        session.trust_env = False
        getattr(session, method)(address, timeout=30, **given)
    getattr(requests, method)(address, timeout=30, **given)
    assert fingerprint(given) == before


def test_an_answer_is_made_anew_each_time(address: str) -> None:
    answer = requests.get(address, timeout=30)
    answer.json()["a"].append(2)
    assert answer.json() == {"a": [1]}
    effect = load().method("requests.Response", "json")
    assert effect is not None
    assert effect.aliases == effect.mutates == ()
    assert answer.status_code == 200
    assert answer.text == '{"a": [1]}'
