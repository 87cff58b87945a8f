"""Moving a slider, typing text, choosing, and counters that remember."""

from __future__ import annotations

from conftest import Visit
from playwright.sync_api import expect


def test_dragging_a_slider_scales_the_amounts(visit: Visit) -> None:
    person = visit("shifting")
    person.sees("Pancakes for 4")
    person.drag_slider("People", 0.995)
    person.sees("Pancakes for 12")
    person.sees("That is a lot of people")
    expect(person.page.get_by_role("listitem").filter(has_text="flour (g)")).to_contain_text("720")


def test_moving_a_slider_with_the_keyboard(visit: Visit) -> None:
    person = visit("shifting")
    person.nudge_slider("People", -2)
    person.sees("Pancakes for 2")
    person.sees_no("Pancakes for 4")


def test_choosing_an_option_and_typing_a_note(visit: Visit) -> None:
    person = visit("shifting")
    person.select("Dish", "Lentil soup")
    person.sees("Lentil soup for 4")
    expect(person.page.get_by_role("listitem")).to_have_count(4)
    person.type("Note", "With lemon")
    expect(person.page.get_by_role("blockquote")).to_have_text("With lemon")
    person.type("Note", "")
    expect(person.page.get_by_role("blockquote")).to_have_count(0)
    person.sees("Lentil soup for 4")


def test_an_element_above_comes_and_goes(visit: Visit) -> None:
    person = visit("shifting")
    person.sees_no("Choose a dish, then")
    person.check("Show help")
    person.sees("Choose a dish, then")
    help_box = person.page.get_by_text("Choose a dish, then").bounding_box()
    dish_box = person.page.get_by_role("combobox", name="Dish").bounding_box()
    assert help_box is not None
    assert dish_box is not None
    assert help_box["y"] < dish_box["y"]
    person.check("Show help")
    person.sees_no("Choose a dish, then")


def test_a_counter_in_session_state(visit: Visit) -> None:
    person = visit("faq-counter")
    person.sees_metric("Count", "0")
    for expected in ("1", "2", "3"):
        person.click("Increment")
        person.sees_metric("Count", expected)
    person.type("Step", "5")
    person.click("Decrement")
    person.sees_metric("Count", "-2")
    person.sees("Below zero.")
    person.click("Reset")
    person.sees_metric("Count", "0")
    person.sees_no("Below zero.")


def test_a_counter_with_callbacks(visit: Visit) -> None:
    person = visit("faq-callbacks")
    person.type("Step", "4")
    person.click("Increment")
    person.sees_metric("Count", "4")
    person.sees("Last changes: +4")
    person.click("Decrement")
    person.sees("Last changes: +4, -4")
    person.sees_metric("Count", "0")
    person.click("Reset")
    person.sees("No changes yet.")
    expect(person.field("Step")).to_have_value("1")
