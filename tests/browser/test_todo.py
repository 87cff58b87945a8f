"""A list that grows and shrinks, with widgets in every row."""

from __future__ import annotations

from browser_person import TIMEOUT, Person
from conftest import Visit
from playwright.sync_api import Locator, expect


def rows(person: Person) -> Locator:
    return person.page.get_by_role("button", name="Remove")


def row(person: Person, text: str) -> Locator:
    block = person.page.get_by_test_id("stHorizontalBlock")
    return block.filter(has=person.page.get_by_test_id("stMarkdown").filter(has_text=text))


def test_an_item_is_added_and_the_field_is_empty_again(visit: Visit) -> None:
    person = visit("todo")
    person.type("What needs doing?", "Buy bread")
    expect(rows(person)).to_have_count(4, timeout=TIMEOUT)
    person.sees("1 of 4 done")
    expect(person.field("What needs doing?")).to_have_value("")
    person.type("What needs doing?", "Buy milk")
    expect(rows(person)).to_have_count(5, timeout=TIMEOUT)
    person.sees("1 of 5 done")


def test_the_item_whose_button_is_pressed_is_removed(visit: Visit) -> None:
    person = visit("todo")
    row(person, "Water the plants").get_by_role("button", name="Remove").click()
    person.sees("1 of 2 done")
    expect(rows(person)).to_have_count(2, timeout=TIMEOUT)
    person.sees_no("Water the plants")
    row(person, "Call the bank").get_by_role("button", name="Remove").click()
    person.sees("1 of 1 done")
    person.sees("Write the report")


def test_a_tick_strikes_its_own_item_through(visit: Visit) -> None:
    person = visit("todo")
    row(person, "Call the bank").get_by_test_id("stCheckbox").locator("label").click()
    person.sees("2 of 3 done")
    expect(person.page.get_by_role("deletion")).to_have_text(["Write the report", "Call the bank"])
    person.click("Clear finished")
    person.sees("0 of 1 done")
    expect(rows(person)).to_have_count(1, timeout=TIMEOUT)


def test_the_filter_shows_what_it_says(visit: Visit) -> None:
    person = visit("todo")
    person.pick("Show", "open")
    expect(rows(person)).to_have_count(2, timeout=TIMEOUT)
    row(person, "Water the plants").get_by_test_id("stCheckbox").locator("label").click()
    expect(rows(person)).to_have_count(1, timeout=TIMEOUT)
    person.pick("Show", "done")
    expect(rows(person)).to_have_count(2, timeout=TIMEOUT)
    person.sees("Water the plants")
    person.pick("Show", "all")
    expect(rows(person)).to_have_count(3, timeout=TIMEOUT)
    person.sees("2 of 3 done")
