"""Forms: nothing happens before the submit, everything at it."""

from __future__ import annotations

from conftest import Visit
from playwright.sync_api import expect


def test_a_form_computes_at_its_submit_only(visit: Visit) -> None:
    person = visit("faq-form")
    person.field("Deposit per year").fill("1000")
    person.nudge_slider("Years", -18)
    person.nudge_slider("Interest rate in %", 2)
    person.sees("Fill in the form and press Calculate.")
    person.click("Calculate")
    person.sees_metric("Deposited", "2,000")
    person.sees_metric("Balance", "2,050.00")
    person.sees_no("Fill in the form and press Calculate.")


def test_a_second_submit_uses_what_changed_and_keeps_the_rest(visit: Visit) -> None:
    person = visit("faq-form")
    person.nudge_slider("Years", -19)
    person.click("Calculate")
    person.sees_metric("Balance", "1,200.00")
    person.check("Deposit at the start of each year")
    person.field("Name of the plan").fill("Early")
    person.sees_metric("Balance", "1,200.00")
    person.click("Calculate")
    person.sees_metric("Balance", "1,248.00")
    expect(person.page.get_by_role("heading", name="Early")).to_be_visible()


def test_a_form_is_cleared_on_submit(visit: Visit) -> None:
    person = visit("execution-flow")
    person.type("Your name", "Ada")
    person.sees("Welcome, Ada.")
    person.field("Subject").fill("Screen is dark")
    person.pick("Priority", "high")
    person.click("Open ticket")
    person.sees("#3 Screen is dark")
    person.sees("Ticket 3 opened")
    expect(person.field("Subject")).to_have_value("")
    expect(person.page.get_by_role("radio", name="normal")).to_be_checked()


def test_a_form_in_steps_keeps_what_was_entered(visit: Visit) -> None:
    person = visit("wizard")
    person.field("Name").fill("Grace")
    person.click("Continue")
    person.sees("Please enter a valid email address.")
    person.field("Email").fill("grace@example.org")
    person.click("Continue")
    person.sees("Step 2 of 3: Journey")
    person.select("City", "Kyoto")
    person.nudge_slider("Nights", 2)
    person.sees("5 nights in Kyoto")
    person.click("Continue")
    person.sees_metric("Price", "3,700")
    person.click("Back")
    person.sees("Step 2 of 3: Journey")
    expect(person.slider("Nights")).to_have_value("5")
    person.click("Continue")
    expect(person.page.get_by_role("button", name="Book", exact=True)).to_be_disabled()
    person.check("I accept the terms")
    person.click("Book")
    person.sees("Your reference is KYO-03700.")
    person.click("Book another journey")
    person.sees("Step 1 of 3: Traveller")
    expect(person.field("Name")).to_have_value("")


def test_a_form_made_from_a_pydantic_model_validates(visit: Visit) -> None:
    person = visit("pydantic-form")
    person.click("Record")
    person.sees("a species is needed")
    person.field("Species").fill("heron")
    person.click("Record")
    person.sees("Heron recorded.")
    person.sees_no("Nothing recorded yet.")
