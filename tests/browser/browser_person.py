"""What a person does at one browser tab, by the labels that a person reads."""

from __future__ import annotations

import time

from playwright.sync_api import Locator, Page, expect

VIEWPORT = {"width": 1280, "height": 900}
TIMEOUT = 60_000
"""Milliseconds to wait for what an event brings; the slowest example takes seconds for a full rerun."""

STILL_TIMEOUT = 30.0


class Person:
    """One tab. Gestures return at once; assertions wait through `expect`."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self, path: str = "/") -> None:
        """Load the app and wait until its first run has ended."""
        self.page.goto(self.url + path)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the script does not run, nothing of an older run is left, and all parts of the page are loaded."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=TIMEOUT)
        expect(self.page.get_by_test_id("stElementContainer").first).to_be_attached(timeout=TIMEOUT)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=TIMEOUT)
        expect(self.page.locator("[data-stale=true]")).to_have_count(0, timeout=TIMEOUT)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=TIMEOUT)
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def picture(self) -> bytes:
        """A screenshot of the page once it is idle and two pictures in a row are the same."""
        self.wait_until_idle()
        self.page.mouse.move(0, 0)
        deadline = time.monotonic() + STILL_TIMEOUT
        before = b""
        while time.monotonic() < deadline:
            now = self.page.screenshot(animations="disabled", caret="hide")
            if now == before:
                return now
            before = now
            self.page.wait_for_timeout(300)
        raise AssertionError("the page does not come to rest")

    def lay_out_again(self) -> None:
        """Have the browser place and draw everything anew, as by resizing the window and back."""
        self.page.set_viewport_size({**VIEWPORT, "width": VIEWPORT["width"] + 40})
        self.picture()
        self.page.set_viewport_size(VIEWPORT)

    def sees(self, text: str, *, exact: bool = False) -> None:
        expect(self._visible(text, exact).first).to_be_attached(timeout=TIMEOUT)

    def sees_no(self, text: str, *, exact: bool = False) -> None:
        expect(self._visible(text, exact)).to_have_count(0, timeout=TIMEOUT)

    def _visible(self, text: str, exact: bool) -> Locator:
        return self.page.get_by_text(text, exact=exact).filter(visible=True)

    def sees_metric(self, label: str, value: str) -> None:
        metric = self.page.get_by_test_id("stMetric").filter(has=self.page.get_by_text(label, exact=True))
        expect(metric.get_by_test_id("stMetricValue")).to_have_text([value], timeout=TIMEOUT)

    def sees_no_exception(self) -> None:
        expect(self.page.get_by_test_id("stException")).to_have_count(0)

    def click(self, name: str) -> None:
        """Press one of the app's buttons; the steppers of a number input are buttons too, and are not meant."""
        buttons = self.page.get_by_role("button", name=name, exact=True)
        buttons.and_(self.page.locator("[data-testid^=stBaseButton]")).click()

    def go_to(self, page_title: str) -> None:
        """Choose a page in the sidebar's navigation."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=page_title).click()

    def check(self, label: str) -> None:
        """Click a checkbox or toggle by its label."""
        self.page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").first.click()

    def pick(self, label: str, option: str) -> None:
        """Choose an option of a radio group or segmented control."""
        self.page.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()

    def type(self, label: str, text: str) -> None:
        """Type into a text or number input and leave it with Enter."""
        field = self.field(label)
        field.fill(text)
        field.press("Enter")

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True).and_(self.page.locator("input, textarea"))

    def select(self, label: str, option: str) -> None:
        """Choose an option of a selectbox, or add one to a multiselect."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def nudge_slider(self, label: str, steps: int) -> None:
        """Move a slider by that many steps with the arrow keys."""
        thumb = self.slider(label)
        thumb.focus()
        for _ in range(abs(steps)):
            thumb.press("ArrowRight" if steps > 0 else "ArrowLeft")

    def drag_slider(self, label: str, share: float) -> None:
        """Drag the slider's thumb with the mouse to a share (0 to 1) of its track."""
        box = self.page.get_by_test_id("stSlider").filter(has_text=label).bounding_box()
        thumb = self.slider(label).locator("xpath=..").bounding_box()
        assert box is not None
        assert thumb is not None
        middle = thumb["y"] + thumb["height"] / 2
        self.page.mouse.move(thumb["x"] + thumb["width"] / 2, middle)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * share, middle, steps=8)
        self.page.mouse.up()

    def slider(self, label: str) -> Locator:
        return self.page.get_by_role("group", name=label, exact=True).get_by_role("slider")
