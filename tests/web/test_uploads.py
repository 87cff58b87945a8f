"""What an upload leaves with the session, and how much of one is taken."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any

import pytest
from fake_host import FakeHost

TOKEN = "2|00000000|0123456789abcdef0123456789abcdef|1700000000"
HEADERS = {
    "Cookie": f"_streamlit_xsrf={TOKEN}",
    "X-Xsrftoken": TOKEN,
    "Content-Type": "multipart/form-data; boundary=b",
}
MEGABYTE = 1024 * 1024


def body(content: bytes, name: str = "a.txt", media_type: str = "text/plain") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: {media_type}\r\n\r\n'
    return head.encode() + content + b"\r\n--b--\r\n"


def put(port: int, data: bytes | Iterator[bytes]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("PUT", "/_stcore/upload_file/active/the-file", data, HEADERS)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.fixture
def port(serve: Any, host: FakeHost, monkeypatch: pytest.MonkeyPatch, set_option: Any) -> int:
    monkeypatch.setattr(host, "is_active_session", lambda session_id: session_id == "active")
    set_option("server.maxUploadSize", 2)
    return int(serve().port)


def stored(host: FakeHost) -> Any:
    return host.streamlit.uploaded_file_mgr.get_files("active", ["the-file"])


@pytest.mark.parametrize(("name", "media_type"), [("a.txt", "text/plain"), ("über cat.csv", "text/csv")])
def test_a_file_is_stored_with_its_name_and_type(port: int, host: FakeHost, name: str, media_type: str) -> None:
    content = bytes(range(256)) * 4096
    assert put(port, body(content, name, media_type)) == 204
    (file,) = stored(host)
    assert (file.file_id, file.name, file.type, file.data) == ("the-file", name, media_type, content)


def test_a_file_is_taken_back(port: int, host: FakeHost) -> None:
    assert put(port, body(b"data")) == 204
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("DELETE", "/_stcore/upload_file/active/the-file", headers=HEADERS)
    assert connection.getresponse().status == 204
    connection.close()
    assert stored(host) == []


def test_a_file_of_unannounced_length_is_taken(port: int, host: FakeHost) -> None:
    assert put(port, iter([body(b"x" * MEGABYTE)])) == 204
    assert len(stored(host)[0].data) == MEGABYTE
    host.streamlit.uploaded_file_mgr.remove_session_files("active")


def test_a_file_of_unannounced_length_has_the_same_limit(port: int, host: FakeHost) -> None:
    assert (
        put(port, (body(b"x" * (2 * MEGABYTE + 1))[start : start + 65536] for start in range(0, 3 * MEGABYTE, 65536)))
        == 413
    )
    assert stored(host) == []
