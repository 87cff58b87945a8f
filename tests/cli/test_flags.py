"""Which part of what is typed is whose."""

from __future__ import annotations

import pytest

from reactor.cli.flags import Typed, split


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("app.py --port 80", (("app.py", "--port", "80"), (), ())),
        ("--server.port=80 app.py", (("app.py",), ("--server.port=80",), ())),
        ("--server.port 80 app.py", (("app.py",), ("--server.port", "80"), ())),
        ("app.py --theme.sidebar.base dark --open", (("app.py", "--open"), ("--theme.sidebar.base", "dark"), ())),
        ("app.py -- --server.port=80 -- x", (("app.py",), (), ("--server.port=80", "--", "x"))),
        ("-- x", ((), (), ("x",))),
        ("--server.port", ((), ("--server.port",), ())),
        ("./my.app.py", (("./my.app.py",), (), ())),
        ("--host=10.0.0.1", (("--host=10.0.0.1",), (), ())),
    ],
)
def test_split(line: str, parts: tuple[tuple[str, ...], ...]) -> None:
    assert split(line.split()) == Typed(*parts)
