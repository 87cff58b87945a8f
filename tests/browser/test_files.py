"""Uploads, edits of a table, and downloads."""

from __future__ import annotations

import csv
from pathlib import Path

from browser_person import TIMEOUT, Person
from conftest import Visit
from playwright.sync_api import expect

TABLE = b"name,score\nAda,3\nBob,5\nCy,10\n"


def upload(person: Person, name: str, content: bytes) -> None:
    chooser = person.page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def download(person: Person, button: str, folder: Path) -> Path:
    with person.page.expect_download() as started:
        person.click(button)
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


def test_an_uploaded_table_takes_the_place_of_the_sample(visit: Visit, tmp_path: Path) -> None:
    person = visit("uploads")
    person.sees("No file yet")
    upload(person, "scores.csv", TABLE)
    person.sees_metric("Mean", "6.00")
    person.sees_no("No file yet")
    expect(person.page.get_by_role("heading", name="scores.csv")).to_be_visible()
    saved = download(person, "Download table", tmp_path)
    assert saved.name == "edited-scores.csv"
    assert saved.read_bytes() == TABLE


def test_a_removed_upload_brings_the_sample_back(visit: Visit) -> None:
    person = visit("uploads")
    upload(person, "scores.csv", TABLE)
    person.sees_metric("Highest", "10")
    person.page.get_by_test_id("stFileUploader").get_by_role("button", name="Remove scores.csv").click()
    person.sees("No file yet")
    person.sees_metric("Highest", "900")


def test_a_file_that_is_no_table_stops_the_script(visit: Visit) -> None:
    person = visit("uploads")
    upload(person, "empty.csv", b"")
    person.sees("empty.csv is not a CSV table")
    expect(person.page.get_by_role("button", name="Download table")).to_have_count(0, timeout=TIMEOUT)


def test_a_download_changes_nothing_on_the_page(visit: Visit, tmp_path: Path) -> None:
    person = visit("uploads")
    report = download(person, "Download report", tmp_path)
    assert report.name == "report.txt"
    assert report.read_text().startswith("12 rows, 5 columns\n")
    person.sees_metric("Highest", "900")
    person.sees_no_exception()


def test_an_edited_cell_is_in_the_numbers_and_in_the_download(visit: Visit, tmp_path: Path) -> None:
    person = visit("uploads")
    upload(person, "scores.csv", TABLE)
    person.sees_metric("Highest", "10")
    edit_cell(person, column=1, row=2, text="40")
    person.sees_metric("Highest", "40")
    saved = download(person, "Download table", tmp_path)
    with saved.open(newline="") as file:
        assert [row["score"] for row in csv.DictReader(file)] == ["3", "5", "40"]


def edit_cell(person: Person, column: int, row: int, text: str) -> None:
    """Type into a cell of the table editor, which draws on a canvas: the keyboard is the way to a cell."""
    grid = person.page.get_by_test_id("data-grid-canvas")
    # A scroller without content of its own lies over the canvas and takes the mouse for it.
    grid.click(position={"x": 90, "y": 52}, force=True)
    for _ in range(column):
        person.page.keyboard.press("ArrowRight")
    for _ in range(row):
        person.page.keyboard.press("ArrowDown")
    person.page.keyboard.press("Enter")
    cell = person.page.locator("#portal").get_by_role("textbox")
    cell.fill(text)
    cell.press("Enter")
