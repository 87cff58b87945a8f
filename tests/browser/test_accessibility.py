"""The inspector and the page of the graph by the rules of axe: names, roles, contrast, focus, landmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_server import REACTOR, start
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from reactor.cli import main

SCRIPT = """\
import streamlit as st
import time

low = st.slider("Low", 0, 9)
half = low // 2
st.write("Half", half)
with st.container():
    for name in ("a", "b"):
        st.text(f"{name} {low}")
st.caption(time.time())
st.session_state.kept = low
"""

# The app in its frame is Streamlit's page.
OURS = {"exclude": ["#app iframe"]}

Open = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accessible") / "app.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def url(script: Path) -> Iterator[str]:
    server = start(REACTOR, script)
    yield f"{server.url}/_reactor/"
    server.stop()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open an address in light or dark colours."""
    contexts = []

    def open_page(address: str, colours: str) -> Page:
        contexts.append(chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=colours))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    results = Axe().run(page, context=OURS)
    return [
        f"{one['id']}: {', '.join(node['html'][:120] for node in one['nodes'])}"
        for one in results.response["violations"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_inspector(url: str, open_page: Open, colours: str) -> None:
    page = open_page(url, colours)
    expect(page.locator("#summary")).to_contain_text("regions ran")
    page.frame_locator("#app iframe").get_by_role("slider").press("ArrowRight")
    expect(page.locator("#summary")).to_contain_text("Low:")
    assert faults(page) == []

    page.locator("button.line").nth(1).click()
    expect(page.get_by_role("region", name="The chosen statement")).to_contain_text("Values")
    assert faults(page) == []

    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("g.node").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_page_of_the_graph(script: Path, tmp_path: Path, open_page: Open, colours: str) -> None:
    made = tmp_path / "graph.html"
    result = CliRunner().invoke(main, ["graph", str(script), "--format", "html", "-o", str(made)])
    assert result.exit_code == 0, result.output
    page = open_page(made.as_uri(), colours)
    page.locator("button.line").first.click()
    assert faults(page) == []
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("g.node").first).to_be_visible()
    assert faults(page) == []
