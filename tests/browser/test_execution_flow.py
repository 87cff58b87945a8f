"""stop, dialogs, fragments on a timer, and fragments that rerun the app."""

from __future__ import annotations

import re

from browser_person import TIMEOUT, Person
from conftest import Visit
from playwright.sync_api import Locator, expect


def at_work(visit: Visit) -> Person:
    person = visit("execution-flow")
    person.type("Your name", "Ada")
    person.sees("Welcome, Ada.")
    return person


def ticks(person: Person) -> int:
    found = re.search(r"\d+", person.page.get_by_text("Queue checked").inner_text())
    assert found is not None
    return int(found.group())


def close_buttons(person: Person) -> Locator:
    return person.page.get_by_test_id("stMain").get_by_role("button", name="Close", exact=True)


def test_nothing_is_drawn_after_stop(visit: Visit) -> None:
    person = visit("execution-flow")
    person.sees("Please enter your name to continue.")
    person.sees_no("Open tickets")
    person.type("Your name", "Ada")
    person.sees("Open tickets")
    person.sees_no("Please enter your name to continue.")
    person.type("Your name", "")
    person.sees("Please enter your name to continue.")
    person.sees_no("Open tickets")


def test_a_dialog_opens_is_dismissed_and_opens_again(visit: Visit) -> None:
    person = at_work(visit)
    dialog = person.page.get_by_role("dialog")
    for _ in range(2):
        close_buttons(person).first.click()
        expect(dialog).to_contain_text("Why do you close Printer on fire?", timeout=TIMEOUT)
        dialog.get_by_role("button", name="Close", exact=True).click()
        expect(dialog).to_have_count(0, timeout=TIMEOUT)
    close_buttons(person).nth(1).click()
    expect(dialog).to_contain_text("Where is the coffee?", timeout=TIMEOUT)
    person.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=TIMEOUT)
    person.sees("#1 Printer on fire")


def test_a_dialog_that_was_dismissed_stays_away_when_something_else_changes(visit: Visit) -> None:
    person = at_work(visit)
    dialog = person.page.get_by_role("dialog")
    close_buttons(person).first.click()
    expect(dialog).to_be_visible(timeout=TIMEOUT)
    person.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0, timeout=TIMEOUT)
    person.type("Your name", "Bob")
    person.sees("Welcome, Bob.")
    expect(dialog).to_have_count(0)


def test_a_dialog_does_its_work_and_closes_with_a_rerun(visit: Visit) -> None:
    person = at_work(visit)
    dialog = person.page.get_by_role("dialog")
    close_buttons(person).nth(1).click()
    confirm = dialog.get_by_role("button", name="Close it")
    expect(confirm).to_be_disabled(timeout=TIMEOUT)
    person.type("Reason", "Found it")
    expect(confirm).to_be_enabled(timeout=TIMEOUT)
    confirm.click()
    expect(dialog).to_have_count(0, timeout=TIMEOUT)
    person.sees("Closed tickets")
    expect(person.page.get_by_test_id("stTable")).to_contain_text("Found it")
    expect(close_buttons(person)).to_have_count(1, timeout=TIMEOUT)


def test_a_fragment_ticks_by_itself_and_the_rest_stays(visit: Visit) -> None:
    person = at_work(visit)
    person.field("Subject").fill("half written")
    start = ticks(person)
    for ahead in (1, 2, 3):
        person.page.wait_for_function(
            "([text, least]) => parseInt(document.body.innerText.match(text)[1]) >= least",
            arg=[r"Queue checked (\d+) times", start + ahead],
            timeout=TIMEOUT,
        )
    expect(person.field("Subject")).to_have_value("half written")
    person.sees("Welcome, Ada.")


def test_a_fragment_reruns_alone_until_it_reruns_the_app(visit: Visit) -> None:
    person = at_work(visit)
    person.sees_metric("Estimate", "600")
    person.nudge_slider("Hours of work", 2)
    person.sees_metric("Estimate", "750")
    person.sees_no("Estimate on file")
    person.click("Use this estimate")
    person.sees("Estimate on file: 750")
