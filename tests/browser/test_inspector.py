"""The live inspector beside an app, as a person uses it: with the mouse, with the keyboard, with a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

import pytest
from browser_person import TIMEOUT
from browser_server import REACTOR, start
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

SCRIPT = """\
import streamlit as st

low = st.slider("Low", 0, 9)
half = low // 2
st.write("Half", half)
with st.container():
    double = low * 2
    for name in ("a", "b"):
        st.text(f"{name} {double}")
note = st.text_input("Note")
st.write("Note:", note)
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("inspected") / "app.py"
    script.write_text(dedent(SCRIPT))
    server = start(REACTOR, script)
    yield server.url
    server.stop()


class Inspector:
    """The inspector's page, after the app in its frame has run once."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.set_default_timeout(TIMEOUT)
        page.goto(f"{url}/_reactor/")
        self.app: FrameLocator = page.frame_locator("#app iframe")
        self.sees("first run: 8 of 8 regions ran")

    def sees(self, summary: str) -> None:
        expect(self.page.locator("#summary")).to_contain_text(summary)

    def line(self, number: int) -> Locator:
        """The button of a line of the list."""
        return self.page.locator("button.line").filter(has=self.page.get_by_text(str(number), exact=True))

    def became(self, number: int, outcome: str) -> None:
        expect(self.line(number)).to_have_attribute("data-outcome", outcome)

    def set_low(self) -> None:
        """Move the app's slider by one, and wait until the event is shown."""
        slider = self.app.get_by_role("slider")
        before = self.page.locator("button.event").count()
        slider.press("ArrowRight")
        expect(self.page.locator("button.event")).to_have_count(before + 1)
        self.sees("Low:")

    @property
    def details(self) -> Locator:
        return self.page.get_by_role("region", name="The chosen statement")


@pytest.fixture
def inspector(context: BrowserContext, url: str) -> Inspector:
    return Inspector(context.new_page(), url)


def test_an_event_lights_up_what_it_ran_and_says_why(inspector: Inspector) -> None:
    inspector.set_low()
    inspector.sees("Low: 4 of 8 regions ran in")
    inspector.sees("1 of them to the same value")
    inspector.sees("A full rerun:")
    for line, outcome in ((3, "ran"), (4, "equal"), (5, "skipped"), (7, "ran"), (9, "ran"), (10, "skipped")):
        inspector.became(line, outcome)
    expect(inspector.line(9)).to_contain_text("2 of 2 times")

    inspector.line(9).click()
    details = inspector.details
    expect(details.get_by_role("heading", name="app.py:9")).to_be_visible()
    chain = details.locator(".chain").first
    for step in ("double, which it reads, changed", "line 7", "low, which it reads, changed", "widget Low changed"):
        expect(chain).to_contain_text(step)
    expect(details.get_by_role("row", name="reads double int 2")).to_be_visible()

    chain.get_by_role("button", name="line 3").click()
    expect(details.get_by_role("heading", name="app.py:3")).to_be_visible()
    inspector.line(5).click()
    expect(details).to_contain_text("skipped, its last run took")
    expect(details.locator(".chain").first).to_contain_text("half: made again, and equal to what it was")


def test_the_timeline_goes_back_to_an_earlier_event_and_on_with_the_newest(inspector: Inspector) -> None:
    inspector.set_low()
    events = inspector.page.get_by_role("button", name="Event ")
    expect(events.nth(1)).to_have_attribute("aria-current", "true")
    events.nth(0).click()
    inspector.sees("first run")
    inspector.became(11, "ran")
    events.nth(0).press("ArrowRight")
    expect(events.nth(1)).to_be_focused()
    events.nth(1).press("Enter")
    inspector.sees("Low: 4 of 8")
    inspector.set_low()
    expect(events.nth(2)).to_have_attribute("aria-current", "true")


def test_the_keyboard_reaches_everything(inspector: Inspector) -> None:
    page = inspector.page
    page.get_by_role("tab", name="List").focus()
    page.keyboard.press("Tab")
    expect(inspector.line(3)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(inspector.line(4)).to_be_focused()
    page.keyboard.press("End")
    expect(inspector.line(11)).to_be_focused()
    page.keyboard.press("Enter")
    expect(inspector.details.get_by_role("heading", name="app.py:11")).to_be_visible()
    page.keyboard.press("Tab")
    expect(inspector.details.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(inspector.details).to_be_hidden()
    expect(inspector.line(11)).to_be_focused()

    page.get_by_role("tab", name="List").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    node = page.get_by_role("button", name="line 3: low =")
    node.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="line 4: half =")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="line 5: st.write")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="line 7: double =")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(node).to_be_focused()
    page.keyboard.press("Enter")
    expect(inspector.details.get_by_role("heading", name="app.py:3")).to_be_visible()
    expect(node).to_have_attribute("aria-pressed", "true")


def test_the_graph_is_lit_by_what_ran_and_follows_live(inspector: Inspector) -> None:
    page = inspector.page
    page.get_by_role("tab", name="Graph").click()
    inspector.set_low()
    for name, outcome in (("line 3: low =", "ran"), ("line 4: half =", "equal"), ("line 5: st.write", "skipped")):
        expect(page.get_by_role("button", name=name)).to_have_attribute("data-outcome", outcome)
    expect(page.get_by_role("button", name="line 3: low =").locator(".time")).to_contain_text("ms")
    lit = "es => es.map(e => e.__data__).map(d => [d.source.line, d.target.line])"
    expect(page.locator(".edges path.lit")).to_have_count(3)
    assert sorted(page.locator(".edges path.lit").evaluate_all(lit)) == [[3, 4], [3, 7], [7, 9]]

    inspector.app.get_by_role("textbox").fill("hello")
    inspector.app.get_by_role("textbox").press("Enter")
    inspector.sees("Note: 2 of 8 regions ran")
    expect(page.get_by_role("button", name="line 3: low =")).to_have_attribute("data-outcome", "skipped")
    expect(page.get_by_role("button", name="line 11: st.write")).to_have_attribute("data-outcome", "ran")

    page.get_by_label("Show", exact=True).select_option("what ran")
    expect(page.locator("g.node")).to_have_count(2)
    inspector.set_low()
    expect(page.locator("g.node")).to_have_count(5)


def shown_session(options: Locator) -> str | None:
    """The id of the session that is followed; the first option names its place among the others."""
    (number,) = re.findall(r"the latest \((\d+)\)", options.first.inner_text())
    return options.nth(int(number)).get_attribute("value")


def test_a_session_is_chosen_or_the_one_that_did_something_last_is_followed(inspector: Inspector, url: str) -> None:
    page = inspector.page
    inspector.set_low()
    sessions = page.get_by_label("Session")
    options = sessions.locator("option")
    before = options.count()
    own = shown_session(options)

    other = page.context.new_page()
    other.goto(url)
    expect(options).to_have_count(before + 1)
    inspector.sees("first run: 8 of 8 regions ran")
    expect(page.get_by_role("button", name="Event ")).to_have_count(1)
    theirs = shown_session(options)
    assert theirs != own

    sessions.select_option(own)
    inspector.sees("Low: 4 of 8 regions ran")
    other.get_by_role("slider").press("ArrowRight")
    expect(sessions.locator(f"option[value='{theirs}']")).to_contain_text("2 events")
    inspector.sees("Low: 4 of 8 regions ran")
    sessions.select_option(index=0)
    other.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_role("button", name="Event ")).to_have_count(3)
    assert shown_session(options) == theirs
    other.close()
