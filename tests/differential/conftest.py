"""One recording of the oracle for all tests of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from reactor.verify.app import App
from reactor.verify.events import Event
from reactor.verify.play import Choose, Moment, record
from reactor.verify.targets import Runner, Zygote

TIMEOUT = 150
"""Seconds an event may take: the animation demo computes for ten on an idle core."""

Recorder = Callable[..., list[Moment]]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where apps are staged: one path an app, as ids hash it."""
    return tmp_path_factory.mktemp("staged")


@pytest.fixture(scope="session")
def oracle(zygote: Zygote, place: Path) -> Callable[[Path, Iterable[Event] | Choose], list[Moment]]:
    """The oracle's recording of an app and its events, made once."""
    known: dict[Path, list[Moment]] = {}

    def recorded(script: Path, events: Iterable[Event] | Choose) -> list[Moment]:
        if script not in known:
            known[script] = record(
                zygote, Runner.FULL, App.of(script), staged_at(place, script), events, timeout=TIMEOUT
            )
        return known[script]

    return recorded


@pytest.fixture(scope="session")
def recorder(zygote: Zygote, place: Path) -> Recorder:
    """A new recording of an app and its events by either runner; ``shadow`` per cent of the events are checked."""

    def recorded(script: Path, events: Iterable[Event] | Choose, runner: Runner, *, shadow: float = 0) -> list[Moment]:
        app = App(script, script.parent, script.parent, shadow=shadow)
        return record(zygote, runner, app, staged_at(place, script), events, timeout=TIMEOUT)

    return recorded


def staged_at(place: Path, script: Path) -> Path:
    """A folder for the app alone."""
    return place / f"{script.parent.name}-{script.stem}"
