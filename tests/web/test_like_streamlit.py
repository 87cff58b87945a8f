"""Every HTTP endpoint answers as Streamlit's own server does, over a real connection, for the same runtime."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fake_host import FakeHost
from streamlit.runtime import Runtime, RuntimeState
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.web.server.starlette import create_starlette_app

COMPARED_HEADERS = (
    "accept-ranges",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "cache-control",
    "content-disposition",
    "content-length",
    "content-range",
    "content-type",
    "location",
    "set-cookie",
    "vary",
    "x-content-type-options",
)

XSRF = "2|00000000|0123456789abcdef0123456789abcdef|1700000000"
OTHER_XSRF = "2|00000000|ffffffffffffffffffffffffffffffff|1700000000"


@dataclass(frozen=True)
class Ask:
    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    # The message of an error is in our own words.
    own_words: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.headers or ''}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, question: Ask) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(question.method, question.path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", "app.test")
        for name, value in question.headers.items():
            connection.putheader(name, value)
        if question.body:
            connection.putheader("Content-Length", str(len(question.body)))
        connection.endheaders(question.body or None)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders() if name.lower() in COMPARED_HEADERS}
        return Answer(response.status, headers, response.read())
    finally:
        connection.close()


def comparable(answer: Answer, question: Ask) -> Answer:
    """Without what may differ.

    That is: random tokens, the host in an absolute redirect, the page that a redirect shows, an error's type, and
    compression, which only Streamlit's server does.
    """
    headers = dict(answer.headers)
    if headers.get("vary") == "Accept-Encoding":
        del headers["vary"]
    if "set-cookie" in headers:
        headers["set-cookie"] = re.sub(r"^(\w+)=2\|[0-9a-f]{8}\|[0-9a-f]+\|\d+", r"\1=token", headers["set-cookie"])
    if "location" in headers:
        headers["location"] = headers["location"].removeprefix("http://app.test")
    body = answer.body
    if answer.status in (301, 307) or question.own_words:
        body = b""
        headers.pop("content-length", None)
        headers.pop("content-type", None)
    if answer.status >= 400:
        headers.pop("content-type", None)
    return Answer(answer.status, headers, body)


@contextmanager
def streamlit_server(runtime: Runtime) -> Iterator[int]:
    """Streamlit's own server for ``runtime``, which is not started, on a free port."""
    app = create_starlette_app(runtime)
    settings = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def differences(
    runtime: Runtime, host: FakeHost, serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Callable[[list[Ask]], dict[str, list[str]]]:
    """Ask both servers; what they do not agree on, ours first, by question."""
    monkeypatch.setattr(runtime, "_state", RuntimeState.NO_SESSIONS_CONNECTED)
    monkeypatch.setattr(runtime, "is_active_session", lambda session_id: session_id == "active")
    monkeypatch.setattr(host, "is_active_session", lambda session_id: session_id == "active")

    def compare(questions: list[Ask]) -> dict[str, list[str]]:
        ours = serve().port
        with streamlit_server(runtime) as theirs:
            found = {
                str(question): difference(
                    comparable(ask(ours, question), question), comparable(ask(theirs, question), question)
                )
                for question in questions
            }
        return {question: what for question, what in found.items() if what}

    return compare


def difference(ours: Answer, theirs: Answer) -> list[str]:
    """What two answers do not agree on, as lines."""
    found = [] if ours.status == theirs.status else [f"status: {ours.status} != {theirs.status}"]
    for name in sorted(ours.headers.keys() | theirs.headers.keys()):
        mine, other = ours.headers.get(name), theirs.headers.get(name)
        if mine != other:
            found.append(f"{name}: {mine} != {other}")
    if ours.body != theirs.body:
        found.append(f"body: {ours.body[:80]!r} != {theirs.body[:80]!r}")
    return found


def test_the_client_and_its_pages(differences: Any) -> None:
    script = next((Path(__import__("streamlit").__file__).parent / "static/static/js").glob("index.*.js")).name
    assert (
        differences(
            [
                Ask("/"),
                Ask("/", "HEAD"),
                Ask("/index.html"),
                Ask("/favicon.png"),
                Ask("/manifest.json"),
                Ask(f"/static/js/{script}"),
                Ask(f"/static/js/{script}", headers={"Range": "bytes=10-19"}),
                Ask("/static/js"),
                Ask("/a_page"),
                Ask("/a_page?embed=true"),
                Ask("/a/deep/page"),
                Ask("/a_page/"),
                Ask("/a_page/?embed=true"),
                Ask("/caf%C3%A9/"),
                Ask("/a_page/_stcore/health"),
                Ask("/a_page/_stcore/host-config"),
                Ask("/a_page", "POST", own_words=True),
                Ask("/..%2f..%2fetc/passwd"),
                Ask("/C:/windows"),
                Ask("/%5c%5cserver/share"),
                Ask("/x%00y"),
            ]
        )
        == {}
    )


def test_health_settings_and_metrics(differences: Any) -> None:
    cookie = {"Cookie": f"_streamlit_xsrf={XSRF}"}
    assert (
        differences(
            [
                Ask("/_stcore/health"),
                Ask("/_stcore/health", "HEAD"),
                Ask("/_stcore/health", "OPTIONS"),
                Ask("/_stcore/health", headers=cookie),
                Ask("/_stcore/health", headers={"Origin": "http://elsewhere.test"}),
                Ask("/_stcore/host-config", headers={"Origin": "http://elsewhere.test"}, own_words=True),
                Ask("/_stcore/script-health-check"),
                Ask("/_stcore/metrics?families=session_events_total"),
                Ask("/_stcore/metrics?families=nothing"),
                Ask("/_stcore/metrics?families=nothing", headers={"Accept": "application/x-protobuf"}),
                Ask("/_stcore/metrics", "OPTIONS"),
            ]
        )
        == {}
    )


def test_the_client_is_told_the_same_settings(runtime: Runtime, serve: Any) -> None:
    import json

    ours = ask(serve().port, Ask("/_stcore/host-config"))
    with streamlit_server(runtime) as port:
        theirs = ask(port, Ask("/_stcore/host-config"))
    assert json.loads(ours.body) == json.loads(theirs.body)


def test_media_files_ranges_and_download_names(runtime: Runtime, differences: Any) -> None:
    storage = runtime.media_file_mgr._storage

    def url(name: str | None, kind: MediaFileKind, mimetype: str = "text/csv") -> str:
        return storage.get_url(storage.load_and_get_id(b"0123456789", mimetype, kind, name))

    video = url(None, MediaFileKind.MEDIA, "video/mp4")
    names = [
        None,
        "plain.csv",
        "with space; and more.csv",
        'quo"te.csv',
        "back\\slash.csv",
        "café/x.csv",
        "line\nend.csv",
    ]
    ranges = [
        "bytes=0-3",
        "bytes=4-",
        "bytes=-3",
        "bytes=-30",
        "bytes=8-100",
        "bytes=10-",
        "bytes=5-2",
        "bytes=0-1,3-4",
    ]
    ranges += ["bytes=", "lines=0-1", "bytes=-0", "bytes=x-y"]
    assert (
        differences(
            [Ask(url(name, MediaFileKind.DOWNLOADABLE)) for name in names]
            + [Ask(video, headers={"Range": value}) for value in ranges]
            + [
                Ask(video),
                Ask(video, "HEAD"),
                Ask(video, "OPTIONS"),
                Ask(video, "PUT", own_words=True),
                Ask(url(None, MediaFileKind.MEDIA, "image/svg+xml")),
                Ask("/media/unknown.png"),
            ]
        )
        == {}
    )


def multipart(*names: str, content: bytes = b"data") -> bytes:
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\nContent-Type: text/plain\r\n\r\n%b\r\n'
        % (name.encode(), name.encode(), content)
        for name in names
    ]
    return b"".join(parts) + b"--b--\r\n"


def upload(path: str, body: bytes, token: str | None = XSRF, method: str = "PUT", **options: Any) -> Ask:
    headers = {"Cookie": f"_streamlit_xsrf={XSRF}", "Content-Type": "multipart/form-data; boundary=b"}
    return Ask(path, method, headers | ({"X-Xsrftoken": token} if token else {}), body, **options)


# Streamlit's server leaves its temporary files to the garbage collector where there is more than one.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile")
def test_uploads(differences: Any, set_option: Any) -> None:
    set_option("server.maxUploadSize", 1)
    path = "/_stcore/upload_file/active/file"
    assert (
        differences(
            [
                upload(path, multipart("a.txt")),
                upload(path, multipart("a.txt"), token=None),
                upload(path, multipart("a.txt"), token=OTHER_XSRF),
                upload("/_stcore/upload_file/unknown/file", multipart("a.txt"), own_words=True),
                upload(path, multipart("a.txt", "b.txt")),
                upload(path, b"--b--\r\n"),
                upload(path, multipart("a.txt", content=b"x" * 2**20)),
                upload(path, b"", method="DELETE"),
                upload(path, b"", method="DELETE", token=None),
                Ask(path, "OPTIONS"),
                Ask(path, own_words=True),
            ]
        )
        == {}
    )


def test_uploads_without_cross_site_tokens(differences: Any, set_option: Any) -> None:
    set_option("server.enableXsrfProtection", False)
    path = "/_stcore/upload_file/active/file"
    assert (
        differences(
            [
                upload(path, multipart("a.txt"), token=None),
                Ask(path, "OPTIONS", {"Origin": "http://elsewhere.test"}),
                Ask("/_stcore/health"),
            ]
        )
        == {}
    )


@pytest.mark.parametrize(
    ("enable", "allowed"), [(True, []), (True, ["http://friend.test"]), (False, [])], ids=["on", "allowed", "off"]
)
def test_other_origins(differences: Any, set_option: Any, enable: bool, allowed: list[str]) -> None:
    set_option("server.enableCORS", enable)
    set_option("server.enableXsrfProtection", False)
    set_option("server.corsAllowedOrigins", allowed)
    assert (
        differences(
            [
                Ask(path, method, {"Origin": origin} if origin else {})
                for path, method in [
                    ("/_stcore/health", "GET"),
                    ("/_stcore/health", "OPTIONS"),
                    ("/_stcore/metrics", "OPTIONS"),
                    ("/media/unknown.png", "OPTIONS"),
                    ("/component/unknown/index.html", "OPTIONS"),
                    ("/_stcore/bidi-components/unknown/index.html", "GET"),
                    ("/_stcore/upload_file/active/file", "OPTIONS"),
                ]
                for origin in [None, "http://friend.test", "http://stranger.test"]
            ]
        )
        == {}
    )


@pytest.mark.parametrize("same_site", ["lax", "strict", "none", "nonsense"])
def test_the_token_cookie(differences: Any, set_option: Any, same_site: str) -> None:
    set_option("server.xsrfCookieSameSite", same_site)
    assert differences([Ask("/_stcore/health")]) == {}


def test_components_of_both_kinds(
    runtime: Runtime, differences: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "component"
    (root / "sub").mkdir(parents=True)
    (root / "index.html").write_text("<p>é</p>")
    (root / "main.js").write_text("1")
    (root / "sub/data.json.gz").write_bytes(b"zip")
    (tmp_path / "secret").write_text("no")
    (root / "leak").symlink_to(tmp_path / "secret")
    first, second = runtime.component_registry, runtime.bidi_component_registry
    monkeypatch.setattr(first, "get_component_path", lambda name: str(root) if name == "pkg.thing" else None)
    monkeypatch.setattr(second, "get_component_path", lambda name: str(root) if name == "pkg.thing" else None)
    monkeypatch.setattr(second, "get", lambda name: object() if name in ("pkg.thing", "pkg.bare") else None)
    files = ["", "/", "/index.html", "/main.js", "/sub/data.json.gz", "/sub", "/missing.js", "/leak", "/sub/"]
    files += ["/..%2fsecret", "/index.html?streamlitUrl=x"]
    names = ["pkg.thing", "pkg.bare", "unknown"]
    assert (
        differences(
            [Ask(f"/component/{name}{file}") for name in names for file in files]
            + [
                Ask(f"/_stcore/bidi-components/{name}{file}", own_words=file == "/missing.js")
                for name in names
                for file in files
            ]
        )
        == {}
    )


def test_the_apps_own_static_files(differences: Any, set_option: Any, script_path: str) -> None:
    set_option("server.enableStaticServing", True)
    root = Path(script_path).parent / "static"
    (root / "sub").mkdir(parents=True)
    (root / "page.html").write_text("<p>hello</p>")
    (root / "cat.png").write_bytes(b"png")
    (root / "leak").symlink_to(script_path)
    assert (
        differences(
            [
                Ask("/app/static/page.html"),
                Ask("/app/static/cat.png"),
                Ask("/app/static/cat.png", "HEAD"),
                Ask("/app/static/cat.png", "OPTIONS"),
                Ask("/app/static/cat.png", headers={"Range": "bytes=1-"}),
                Ask("/app/static/missing.png"),
                Ask("/app/static/sub"),
                Ask("/app/static/leak"),
                Ask("/app/static/..%2fapp.py"),
            ]
        )
        == {}
    )


def test_a_base_path(differences: Any, set_option: Any) -> None:
    set_option("server.baseUrlPath", "/my/app/")
    assert (
        differences(
            [
                Ask("/my/app"),
                Ask("/my/app?embed=true"),
                Ask("/my/app/"),
                Ask("/my/app/a_page"),
                Ask("/my/app/a_page/"),
                Ask("/my/app/_stcore/health"),
                Ask("/my/app/favicon.png"),
                Ask("/my/app/media/unknown.png"),
                Ask("/my/app/_stcore/upload_file/active/file", "OPTIONS"),
                Ask("/my/app/_stcore/upload_file/..%2f/file", "DELETE"),
                Ask("/_stcore/health"),
                Ask("/"),
                Ask("/elsewhere"),
            ]
        )
        == {}
    )
