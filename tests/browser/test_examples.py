"""Every example opens, and the third-party components in them do what they do under Streamlit."""

from __future__ import annotations

import importlib.util
import re

import pytest
from browser_person import TIMEOUT, Person
from conftest import EXAMPLES, Visit
from playwright.sync_api import FrameLocator, expect

IMPORTS = {
    "aggrid": "st_aggrid",
    "autorefresh": "streamlit_autorefresh",
    "dashboard": "plotly",
    "explorer": "sklearn",
    "extras": "streamlit_extras",
    "option-menu": "streamlit_option_menu",
    "pydantic-form": "pydantic",
    "pydantic-v1-component": "streamlit_pydantic",
    "st-pages": "st_pages",
}
FAILS_ON_PURPOSE = "pydantic-v1-component"


def need(example: str) -> None:
    module = IMPORTS.get(example)
    if module is not None and importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: pip install -r examples/{example}/requirements.txt")


def frame(person: Person, title: str) -> FrameLocator:
    """The frame of a component of the first version."""
    return person.page.frame_locator(f"iframe[title='{title}']")


@pytest.mark.parametrize("example", sorted(file.parent.name for file in EXAMPLES.glob("*/app.py")))
def test_an_example_opens(example: str, visit: Visit) -> None:
    need(example)
    person = visit(example)
    if example == FAILS_ON_PURPOSE:
        expect(person.page.get_by_test_id("stException")).to_contain_text("BaseSettings", timeout=TIMEOUT)
        return
    expect(person.page.get_by_role("heading", level=1)).to_be_visible(timeout=TIMEOUT)
    person.sees_no_exception()


def test_autorefresh_goes_on_by_itself(visit: Visit) -> None:
    need("autorefresh")
    person = visit("autorefresh")
    for minute in ("1", "2"):
        person.sees_metric("Minutes past the hour", minute)


def test_option_menu_chooses_and_its_second_menu_filters(visit: Visit) -> None:
    need("option-menu")
    person = visit("option-menu")
    menus = "streamlit_option_menu.option_menu"
    frame(person, menus).get_by_text("Machines").click()
    expect(person.page.get_by_role("heading", name="Machines")).to_be_visible(timeout=TIMEOUT)
    states = person.page.get_by_test_id("stMain").frame_locator(f"iframe[title='{menus}']")
    states.get_by_text("idle").click()
    expect(states.locator(".nav-link.active")).to_contain_text("idle", timeout=TIMEOUT)
    frame(person, menus).first.get_by_text("Settings").click()
    person.pick("Shift", "night")
    person.sees("The night shift is planned.")


def test_aggrid_gives_back_the_selected_rows(visit: Visit) -> None:
    need("aggrid")
    person = visit("aggrid")
    person.sees("Select rows to water them.")
    grid = frame(person, "st_aggrid.AgGrid.agGrid")
    grid.get_by_role("row").filter(has_text="Basil").get_by_role("checkbox").click()
    person.sees("Selected: Basil")
    grid.get_by_role("row").filter(has_text="Mint").get_by_role("checkbox").click()
    person.sees_metric("Mean height", "21.0 cm")
    person.select("Bed", "B")
    person.sees("Select rows to water them.")


def test_extras_components_and_buttons_with_a_state(visit: Visit) -> None:
    need("extras")
    person = visit("extras")
    person.sees("The rolls are the best in town.")
    person.page.get_by_role("button", name="Page 2", exact=True).click()
    person.sees("Sold out by ten.")
    person.click("Show the days")
    person.click("Show the best day")
    person.sees("Best day: Saturday")
    person.type("Bread", "4")
    person.sees_metric("Bread", "4,468.00")
    person.sees("Best day: Saturday")
    person.click("Show the days")
    person.sees_no("Best day: Saturday")


def test_st_pages_navigates_and_hides_a_page(visit: Visit) -> None:
    need("st-pages")
    person = visit("st-pages")
    person.nudge_slider("Clouds in %", 50)
    person.sees("The dome stays closed.")
    person.go_to("Archive")
    person.sees("Clouds tonight: 70")
    person.go_to("Stars")
    expect(person.page).to_have_url(re.compile("/stars$"))
    person.check("Hide the archive")
    navigation = person.page.get_by_test_id("stSidebarNav")
    expect(navigation.get_by_role("link", name="Archive")).to_have_count(0, timeout=TIMEOUT)
    person.check("Hide the archive")
    expect(navigation.get_by_role("link", name="Archive")).to_have_count(1, timeout=TIMEOUT)
