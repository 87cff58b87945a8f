"""Which part of what is typed is whose."""

from __future__ import annotations

import click
import pytest

from reactor.cli.flags import ServeCommand, Share, Typed, split


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


@pytest.mark.parametrize(
    ("line", "share"),
    [("app.py", 0.0), ("--verify app.py", 10.0), ("app.py --verify", 10.0), ("--verify=2.5 app.py", 2.5)],
)
def test_a_value_that_may_be_left_out_is_not_taken_from_the_next_word(line: str, share: float) -> None:
    @click.command(cls=ServeCommand)
    @click.argument("target")
    @click.option("--verify", "given", cls=Share, type=click.FloatRange(0, 100), default=0)
    def command(target: str, given: float) -> tuple[str, float]:
        return target, given

    assert command.main(line.split(), standalone_mode=False) == ("app.py", share)
