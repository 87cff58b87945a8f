"""The two servers, each in a process of its own: start, serve, stop, and what stops them from starting."""

from __future__ import annotations

import datetime
import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import PATIENCE, browse, rerun, text_of
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from reactor_web.app import create_app
from reactor_web.embedded import EmbeddedServer
from reactor_web.server import ServerError, ServerKind, Tls, bind, serve

KINDS = pytest.mark.parametrize("kind", list(ServerKind))


@dataclass
class Served:
    process: subprocess.Popen[str]
    port: int
    server_pid: int
    limit_raised: bool

    def rest_of_output(self) -> str:
        return self.process.communicate(timeout=15)[0]


@pytest.fixture
def serve_process() -> Iterator[Callable[..., Served]]:
    """Start a server in a process, ready to be asked; killed after the test if it still runs."""
    processes: list[subprocess.Popen[str]] = []

    def start(kind: ServerKind, *options: str) -> Served:
        here = Path(__file__).parent
        process = subprocess.Popen(
            [sys.executable, str(here / "served_app.py"), kind, "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(here), "WEB_CONCURRENCY": "4"},
        )
        processes.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            match line.split():
                case ["ready", "127.0.0.1", port, pid, raised]:
                    return Served(process, int(port), int(pid), raised == "True")
        raise AssertionError("the server ended before it was ready")

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """A certificate for this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    folder = tmp_path_factory.mktemp("tls")
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(encoding))
    (folder / "key.pem").write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    return Tls(str(folder / "cert.pem"), str(folder / "key.pem"))


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@KINDS
def test_it_serves_and_stops_with_a_goodbye(serve_process: Any, kind: ServerKind) -> None:
    served = serve_process(kind)
    assert served.limit_raised
    with browse(served.port) as connection:
        connection.send(rerun("hello"))
        assert text_of(connection.recv(timeout=10)) == "hello"
        plain = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        plain.request("GET", "/_stcore/health")
        assert plain.getresponse().read() == b"ok"
        plain.close()
        started = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed):
            connection.recv(timeout=10)
        assert connection.protocol.close_code == 1001
    assert served.rest_of_output().splitlines()[-1:] == ["closed"]
    assert served.process.returncode == 0
    assert time.monotonic() - started < 8


@KINDS
def test_an_interrupt_stops_it_too(serve_process: Any, kind: ServerKind) -> None:
    served = serve_process(kind)
    served.process.send_signal(signal.SIGINT)
    assert "closed" in served.rest_of_output()
    assert served.process.returncode == 0


@KINDS
def test_many_browsers_at_a_time(serve_process: Any, kind: ServerKind) -> None:
    served = serve_process(kind)
    with ExitStack() as stack:
        connections = [stack.enter_context(browse(served.port)) for _ in range(60)]
        for number, connection in enumerate(connections):
            connection.send(rerun(str(number)))
        assert [text_of(each.recv(timeout=10)) for each in connections] == [str(number) for number in range(60)]


@KINDS
def test_it_speaks_tls(serve_process: Any, kind: ServerKind, certificate: Tls) -> None:
    served = serve_process(
        kind, f"server.sslCertFile={certificate.cert_file}", f"server.sslKeyFile={certificate.key_file}"
    )
    url = f"wss://127.0.0.1:{served.port}/_stcore/stream"
    with connect(url, ssl=trusting(), open_timeout=PATIENCE, proxy=None, compression=None, max_size=None) as connection:
        for size in (1, 20_000, 3_000_000):  # less and more than a TLS record
            connection.send(rerun("x" * size))
            assert len(text_of(connection.recv(timeout=20))) == size
    plain = http.client.HTTPSConnection("127.0.0.1", served.port, timeout=10, context=trusting())
    plain.request("GET", "/_stcore/health")
    answer = plain.getresponse()
    assert answer.read() == b"ok"
    assert "Secure" in (answer.getheader("Set-Cookie") or "")
    plain.close()


def test_gunicorn_starts_a_worker_that_died_again(serve_process: Any) -> None:
    served = serve_process(ServerKind.PRODUCTION)
    os.kill(served.server_pid, signal.SIGKILL)
    for line in served.process.stdout:
        if line.startswith("ready"):
            break
    with browse(served.port) as connection:
        connection.send(rerun("again"))
        assert text_of(connection.recv(timeout=10)) == "again"


def never() -> Any:
    raise AssertionError("nothing is made where nothing can be served")


@KINDS
def test_a_busy_port_is_an_error_at_once(kind: ServerKind) -> None:
    with bind("127.0.0.1", 0) as busy, pytest.raises(OSError, match="in use"):
        serve(never, "127.0.0.1", busy.getsockname()[1], kind=kind)


def test_half_a_certificate_is_an_error(set_option: Any, certificate: Tls) -> None:
    set_option("server.sslCertFile", certificate.cert_file)
    with pytest.raises(ServerError, match="set together"):
        serve(never, "127.0.0.1", 0)


def test_a_certificate_that_cannot_be_read_is_an_error(set_option: Any, certificate: Tls) -> None:
    set_option("server.sslCertFile", certificate.key_file)
    set_option("server.sslKeyFile", certificate.key_file)
    with pytest.raises(ServerError, match="cannot read the certificate"):
        serve(never, "127.0.0.1", 0)


def test_a_unix_socket_is_refused() -> None:
    with pytest.raises(ServerError, match="Unix sockets"):
        bind("unix:///tmp/socket", 0)


def test_ipv6_takes_both_kinds_of_clients() -> None:
    with bind("::", 0) as listener:
        port = listener.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
        socket.create_connection(("::1", port)).close()


# -- TLS in the embedded server -----------------------------------------------------------------------------------


@pytest.fixture
def secure_port(serve: Callable[..., EmbeddedServer], certificate: Tls) -> int:
    return serve(tls=certificate).port


def test_a_client_that_does_not_finish_its_handshake_holds_up_nobody(secure_port: int) -> None:
    with socket.create_connection(("127.0.0.1", secure_port)):
        plain = http.client.HTTPSConnection("127.0.0.1", secure_port, timeout=5, context=trusting())
        plain.request("GET", "/_stcore/health")
        assert plain.getresponse().status == 200
        plain.close()


def test_a_client_without_tls_is_dropped(secure_port: int) -> None:
    with socket.create_connection(("127.0.0.1", secure_port), timeout=5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: app.test\r\n\r\n")
        answer = b""
        with suppress(ConnectionResetError):
            answer = client.recv(100)
        assert not answer.startswith(b"HTTP")


def test_sending_and_receiving_at_once_over_tls(secure_port: int, host: Any) -> None:
    """OpenSSL must not be entered by the reader and a writer at the same time."""
    url = f"wss://127.0.0.1:{secure_port}/_stcore/stream"
    with connect(url, ssl=trusting(), open_timeout=PATIENCE, proxy=None, compression=None, max_size=None) as connection:
        connection.send(rerun("0"))
        assert text_of(connection.recv(timeout=10)) == "0"
        client = host.clients["session-1"]

        def write(letter: str) -> Callable[[], None]:
            from fake_host import forward_message

            return lambda: [client.write_forward_msg(forward_message(letter * 300_000)) for _ in range(10)] and None

        threads = [threading.Thread(target=write(letter), daemon=True) for letter in "abc"]
        threads.append(threading.Thread(target=lambda: [connection.send(rerun("r" * 100_000)) for _ in range(10)]))
        for thread in threads:
            thread.start()
        texts = [text_of(connection.recv(timeout=20)) for _ in range(40)]
        for thread in threads:
            thread.join(10)
    assert sorted(text[0] for text in texts) == sorted("abcr" * 10)
    assert all(set(text) == {text[0]} for text in texts)


def test_the_application_says_what_it_serves_with(host: Any, set_option: Any) -> None:
    set_option("server.websocketPingInterval", 7)
    app = create_app(host, send_timeout=3)
    assert app.config["SOCK_SERVER_OPTIONS"] == {
        "max_message_size": 25_000_000,
        "ping_interval": 7.0,
        "send_timeout": 3,
        "compress": False,
    }
