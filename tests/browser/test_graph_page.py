"""`reactor graph --format html`: one file, without a server or a network, readable with three hundred statements."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from large_script import large_script
from playwright.sync_api import Browser, Page, expect

REGIONS = 302

# Where elements are in the picture, however it is moved and zoomed.
PLACES = """elements => elements.map(element => {
    const picture = element.ownerSVGElement.querySelector(":scope > g").getCTM().inverse();
    const {e, f} = picture.multiply(element.getCTM());
    const {width, height} = element.getBBox();
    return [e, f, e + width, f + height];
})"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a large script, which has a tag in it that would end the page's data."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "app.py").write_text(large_script() + 'st.html("</script><b id=escaped>")\n')
    command = [sys.executable, "-m", "reactor", "graph", "app.py", "--format", "html", "-o", "graph.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "graph.html"


@pytest.fixture
def page(chromium: Browser, page_file: Path) -> Iterator[Page]:
    context = chromium.new_context(offline=True, viewport={"width": 1440, "height": 900})
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("requestfailed", lambda request: problems.append(request.url))
    page = context.new_page()
    page.goto(page_file.as_uri())
    yield page
    context.close()
    assert not problems


def places(page: Page, selector: str) -> list[list[float]]:
    """Left, top, right and bottom of each element, in the picture's own measure."""
    found: list[list[float]] = page.locator(selector).evaluate_all(PLACES)
    return found


def overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(outer: list[float], inner: list[float]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def test_the_list_shows_the_source_and_what_is_known_of_a_statement(page: Page) -> None:
    expect(page.locator("#summary")).to_have_text(f"{REGIONS} regions, 0 of them run at every event.")
    expect(page.locator("#escaped")).to_have_count(0)
    line: Any = page.locator("button.line").filter(has_text="total = result_1")
    line.click()
    details = page.get_by_role("region", name="The chosen statement")
    expect(details).to_contain_text("Skippable: runs when something it reads changed.")
    details.get_by_role("button", name="line").last.click()
    expect(details.get_by_role("heading")).not_to_have_count(0)


def open_all(page: Page) -> None:
    page.get_by_role("tab", name="Graph").click()
    page.get_by_role("button", name="Open all blocks").click()


def test_three_hundred_statements_are_laid_out_without_overlap(page: Page) -> None:
    open_all(page)
    expect(page.locator("g.node:not(.state)")).to_have_count(REGIONS)
    nodes, boxes = places(page, "g.node > rect"), places(page, ".boxes g > rect")
    assert not [pair for pair in combinations(nodes, 2) if overlap(*pair)]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair) and not (holds(*pair) or holds(*pair[::-1]))]
    width = max(node[2] for node in nodes) - min(node[0] for node in nodes)
    height = max(node[3] for node in nodes) - min(node[1] for node in nodes)
    assert width / height < 3, "about as wide as a screen is"


def test_blocks_of_the_source_are_boxes_in_boxes(page: Page) -> None:
    open_all(page)
    section = page.locator(".boxes g").filter(has_text="def section_1(low):").locator("rect")
    inner = places(page, ".boxes g:has(text:text-is('▾ if shown:')) > rect")
    (outer,) = [place for place in places(page, ".boxes g > rect") if place == section.evaluate_all(PLACES)[0]]
    assert sum(holds(outer, one) for one in inner) == 1


def test_statements_are_large_enough_to_read_until_somebody_wants_all_of_it(page: Page) -> None:
    open_all(page)
    heights: list[float] = page.locator("g.node > rect").evaluate_all(
        "es => es.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 17
    page.get_by_role("button", name="Fit", exact=True).click()
    svg, nodes = page.locator("#graph svg").bounding_box(), page.locator("g.nodes").bounding_box()
    assert svg is not None
    assert nodes is not None
    assert nodes["x"] >= svg["x"]
    assert nodes["x"] + nodes["width"] <= svg["x"] + svg["width"]
    assert nodes["y"] + nodes["height"] <= svg["y"] + svg["height"]


def test_a_large_graph_begins_with_its_blocks_closed(page: Page) -> None:
    page.get_by_role("tab", name="Graph").click()
    blocks = page.locator("g.node.block")
    expect(page.locator("g.node").first).to_be_visible()
    assert page.locator("g.node").count() <= 120
    inside: list[int] = blocks.evaluate_all("es => es.map(e => e.__data__.node.regions.length)")
    alone = page.locator("g.node:not(.block, .state)").count()
    assert sum(inside) + alone == REGIONS

    first = page.get_by_role("button", name="closed: st.title").first
    expect(first).to_have_attribute("aria-expanded", "false")
    first.focus()
    page.keyboard.press("Enter")
    statement = page.get_by_role("button", name="st.title")
    expect(statement).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="line 5: def section_1")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name='picked = st.slider("Picked 1"')).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="closed: def section_1(low)")).to_be_focused()

    page.get_by_role("button", name="Close all blocks").click()
    expect(page.locator("g.node:not(.block, .state)")).to_have_count(0)


def test_what_is_chosen_is_shown_where_its_block_was_closed(page: Page) -> None:
    page.locator("button.line").filter(has_text='st.metric("Both 3"').click()
    page.get_by_role("tab", name="Graph").click()
    expect(page.get_by_role("button", name='st.metric("Both 3"')).to_have_attribute("aria-pressed", "true")
    expect(page.locator("g.node.block").first).to_be_attached()
