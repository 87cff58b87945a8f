"""Going from page to page, by the sidebar, by links, by the script, by address, and back."""

from __future__ import annotations

import re

from browser_person import TIMEOUT
from conftest import Visit
from playwright.sync_api import expect


def test_pages_of_the_folder_by_the_sidebar(visit: Visit) -> None:
    person = visit("multipage-pages")
    person.sees("How the week is going")
    person.go_to("Products")
    person.sees("What sells")
    person.sees_no("How the week is going")
    expect(person.page).to_have_url(re.compile("/Products$"))
    person.go_to("app")
    person.sees("How the week is going")
    person.sees_no_exception()


def test_state_is_shared_by_the_pages(visit: Visit) -> None:
    person = visit("multipage-pages")
    person.pick("Currency", "USD")
    person.sees("prices in USD")
    person.page.get_by_role("link", name="See the products").click()
    person.sees("What sells")
    person.sees("prices in USD")
    person.sees("page runs so far: 3")


def test_the_script_switches_the_page(visit: Visit) -> None:
    person = visit("multipage-pages")
    person.click("Go to the customers")
    person.sees("Who buys")
    expect(person.page).to_have_url(re.compile("/Customers$"))
    person.nudge_slider("At least this many orders", 1)
    person.sees("ordered 11 times or more.")
    person.page.get_by_role("link", name="Back to the start").click()
    person.sees("How the week is going")


def test_widgets_of_a_page_start_anew_when_one_comes_back(visit: Visit) -> None:
    person = visit("multipage-pages", "/Customers")
    person.nudge_slider("At least this many orders", 3)
    person.sees("ordered 13 times or more.")
    person.go_to("Products")
    person.sees("What sells")
    person.go_to("Customers")
    person.sees("ordered 10 times or more.")


def test_a_page_by_its_address_and_the_browsers_back_button(visit: Visit) -> None:
    person = visit("multipage-pages", "/Products")
    person.sees("What sells")
    person.go_to("Customers")
    person.sees("Who buys")
    person.page.go_back()
    person.sees("What sells")
    person.sees_no("Who buys")


def test_an_unknown_address_says_so_and_shows_the_start(visit: Visit) -> None:
    person = visit("multipage-pages", "/Nowhere")
    person.sees("Page not found")
    person.sees("How the week is going")


def test_navigation_with_pages_from_files_and_functions(visit: Visit) -> None:
    person = visit("multipage-navigation")
    person.sees_metric("Notes", "3")
    person.page.get_by_role("link", name="Record something").click()
    person.field("Species").fill("Wren")
    person.click("Save")
    person.sees("Page: Record, 4 notes")
    person.go_to("Charts")
    person.sees("Page: Charts, 4 notes")
    expect(person.page.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=TIMEOUT)
    person.go_to("Settings")
    person.click("Remove all notes")
    person.sees_metric("Notes", "0")
    person.go_to("Charts")
    person.sees("No notes yet.")


def test_a_page_leaves_the_navigation(visit: Visit) -> None:
    person = visit("multipage-navigation", "/record")
    person.sees("Page: Record, 3 notes")
    person.check("Editor")
    person.sees("Page: Start, 3 notes")
    expect(person.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Record")).to_have_count(
        0, timeout=TIMEOUT
    )
