"""The same app and the same gestures on both servers: the page is the same to the pixel."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_person import TIMEOUT, Person
from browser_server import REACTOR, STREAMLIT
from conftest import Visit
from PIL import Image, ImageChops
from playwright.sync_api import expect

Gesture = Callable[[Person], None]


def explorer_filter(person: Person) -> None:
    person.check("Only with a balcony")
    person.sees("of 4,000 flats match the filters.")
    expect(person.page.get_by_text("4,000 of 4,000 flats")).to_have_count(0, timeout=TIMEOUT)


def explorer_radio(person: Person) -> None:
    person.pick("Show", "mean rent")


def explorer_market(person: Person) -> None:
    person.page.get_by_role("tab", name="Market").click()
    person.select("Horizontal axis", "age")


def explorer_prediction(person: Person) -> None:
    person.page.get_by_role("tab", name="Prediction").click()
    person.nudge_slider("Floor", 3)


def explorer_table(person: Person) -> None:
    person.page.get_by_role("tab", name="Table").click()
    person.select("Sort by", "rent")


def explorer_nothing_left(person: Person) -> None:
    person.page.get_by_role("button", name="Clear all").first.click()
    person.sees("No flat matches the filters.")


def dashboard_month(person: Person) -> None:
    person.pick("Step", "Month")


def dashboard_breakdown(person: Person) -> None:
    person.page.get_by_role("tab", name="Breakdown").click()
    person.select("Split by", "channel")


def dashboard_orders(person: Person) -> None:
    person.page.get_by_role("tab", name="Orders").click()
    person.select("Largest by", "units")


def todo_add(person: Person) -> None:
    person.type("What needs doing?", "Buy bread")
    person.sees("1 of 4 done")


def todo_remove_first(person: Person) -> None:
    person.page.get_by_role("button", name="Remove").first.click()
    person.sees("1 of 3 done")


def todo_only_open(person: Person) -> None:
    person.pick("Show", "open")
    expect(person.page.get_by_role("button", name="Remove")).to_have_count(2, timeout=TIMEOUT)


def shop_products(person: Person) -> None:
    person.go_to("Products")
    person.sees("What sells")


def shop_one_more(person: Person) -> None:
    person.select("Products", "Apples")
    person.page.keyboard.press("Escape")
    expect(person.page.get_by_role("heading", name="Apples")).to_be_visible(timeout=TIMEOUT)


def shop_customers(person: Person) -> None:
    person.go_to("Customers")
    person.sees("Who buys")


def notes_record(person: Person) -> None:
    person.go_to("Record")
    person.field("Species").fill("Wren")
    person.click("Save")
    person.sees("Page: Record, 4 notes")
    person.page.get_by_test_id("stToast").get_by_role("button").click()
    expect(person.page.get_by_test_id("stToast")).to_have_count(0, timeout=TIMEOUT)


def notes_charts(person: Person) -> None:
    person.go_to("Charts")
    person.pick("By", "place")


def shifting_help(person: Person) -> None:
    person.check("Show help")
    person.sees("Choose a dish, then")


def shifting_crowd(person: Person) -> None:
    person.nudge_slider("People", 6)
    person.sees("Pancakes for 10")


def shifting_compare(person: Person) -> None:
    person.check("Compare amounts")
    expect(person.page.get_by_test_id("stDataFrame")).to_be_visible(timeout=TIMEOUT)


def shifting_note(person: Person) -> None:
    person.type("Note", "With lemon")
    expect(person.page.get_by_role("blockquote")).to_have_text("With lemon", timeout=TIMEOUT)


def shifting_other_dish(person: Person) -> None:
    person.select("Dish", "Rice")
    person.sees("Rice for 10")


def shifting_help_away(person: Person) -> None:
    person.check("Show help")
    person.sees_no("Choose a dish, then")


def forms_submitted(person: Person) -> None:
    person.click("Calculate")
    person.sees_metric("Deposited", "24,000")


STORIES: dict[str, list[Gesture]] = {
    "explorer": [
        explorer_filter,
        explorer_radio,
        explorer_market,
        explorer_prediction,
        explorer_table,
        explorer_nothing_left,
    ],
    "dashboard": [dashboard_month, dashboard_breakdown, dashboard_orders],
    "todo": [todo_add, todo_remove_first, todo_only_open],
    "multipage-pages": [shop_products, shop_one_more, shop_customers],
    "multipage-navigation": [notes_record, notes_charts],
    "shifting": [
        shifting_help,
        shifting_crowd,
        shifting_compare,
        shifting_note,
        shifting_other_dish,
        shifting_help_away,
    ],
    "faq-form": [forms_submitted],
}


@pytest.mark.parametrize("app", STORIES)
def test_pictures_are_the_same(app: str, visit_with: Visit, tmp_path: Path) -> None:
    streamlit, reactor = visit_with(STREAMLIT, app), visit_with(REACTOR, app)
    compare("at the start", streamlit, reactor, tmp_path)
    for gesture in STORIES[app]:
        gesture(streamlit)
        gesture(reactor)
        compare(f"after {gesture.__name__}", streamlit, reactor, tmp_path)


def compare(moment: str, streamlit: Person, reactor: Person, folder: Path) -> None:
    """Fail with what differs in words, if the words differ, and with the folder of both pictures."""
    pictures = {STREAMLIT: streamlit.picture(), REACTOR: reactor.picture()}
    if difference(*pictures.values()) is not None:
        # How a letter was drawn can depend on when its line was last moved: ask both pages for a new layout.
        streamlit.lay_out_again()
        reactor.lay_out_again()
        pictures = {STREAMLIT: streamlit.picture(), REACTOR: reactor.picture()}
    box = difference(*pictures.values())
    if box is None:
        return
    for name, picture in pictures.items():
        (folder / f"{name}.png").write_bytes(picture)
    assert words(reactor) == words(streamlit), f"{moment}: the pages do not say the same"
    pytest.fail(f"{moment}: pixels differ in {box}; both pictures are in {folder}")


def difference(first: bytes, second: bytes) -> tuple[int, int, int, int] | None:
    """The box around what differs, in pixels; None if nothing does."""
    one, other = (Image.open(io.BytesIO(picture)).convert("RGB") for picture in (first, second))
    return ImageChops.difference(one, other).getbbox() if one.size == other.size else (0, 0, *one.size)


def words(person: Person) -> list[str]:
    shown = person.page.get_by_test_id("stAppViewContainer").aria_snapshot().replace(person.url, "")
    return shown.splitlines()
