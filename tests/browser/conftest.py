"""Chromium, running servers of both kinds, and a person at a tab."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_person import TIMEOUT, VIEWPORT, Person
from browser_server import REACTOR, STREAMLIT, ServerPool
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

EXAMPLES = Path(__file__).parents[2] / "examples"
# Redrawing a part of a tile blends its rounded corners differently by one step of colour: pictures want whole tiles.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-partial-raster",
]

Visit = Callable[..., Person]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome", playwright.chromium.executable_path)
        binary = next((found for name in names if (found := shutil.which(name))), None)
        if binary is None:
            pytest.skip("no Chromium binary is installed")
        browser = playwright.chromium.launch(executable_path=binary, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[ServerPool]:
    pool = ServerPool()
    yield pool
    pool.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile; an uncaught JavaScript error in any of its tabs fails the test."""
    errors: list[str] = []
    context = chromium.new_context(viewport=VIEWPORT, reduced_motion="reduce", locale="en-US", timezone_id="UTC")
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert not errors


# Streamlit's own server is the proof that a test states what Streamlit does: for whoever writes one.
KINDS = [REACTOR, STREAMLIT] if os.environ.get("REACTOR_TEST_ORACLE") else [REACTOR]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The server under test."""
    name: str = request.param
    return name


@pytest.fixture
def visit_with(context: BrowserContext, servers: ServerPool) -> Visit:
    """Open a new tab of an example on a server of the kind given."""

    def visit_with(kind: str, app: str, path: str = "/") -> Person:
        person = Person(context.new_page(), servers.get(kind, EXAMPLES / app / "app.py").url)
        person.open(path)
        return person

    return visit_with


@pytest.fixture
def visit(kind: str, visit_with: Visit) -> Visit:
    """The same on the server under test."""

    def visit(app: str, path: str = "/") -> Person:
        return visit_with(kind, app, path)

    return visit
