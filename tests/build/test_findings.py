"""Findings, the formats they are printed in, and the difference between two reports."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sarif_pydantic import Sarif

from reactor.build.difference import compare, print_difference
from reactor.build.findings import Finding, findings
from reactor.build.formats import github, line, sarif
from reactor.build.report import build_report
from reactor.build.verdict import judge
from reactor_runtime.program import Program, Reason
from tests.build.made_programs import module, region, shop

ODD = Finding(
    "clock",
    "info",
    "odd: 100 %, a\nline",
    "a b/ä,c:d.py",
    line=3,
    column=1,
    end_line=4,
    end_column=2,
    source="",
    weight=1,
)


def report(program: Program, weights: dict[tuple[int, int], int] | None = None) -> dict[str, Any]:
    return build_report(program, judge(program), weights=weights)


def test_the_heaviest_comes_first_and_warnings_before_all() -> None:
    about = report(shop(), {(0, 4): 1, (0, 8): 3, (0, 9): 500})
    about["diagnostics"] = [
        {"code": "odd", "severity": severity, "path": "shop.py", "line": 2, "column": 0, "message": "look here"}
        for severity in ("info", "warning")
    ]
    found = findings(about)
    assert [(one.line, one.severity) for one in found] == [(2, "warning"), (11, "info"), (10, "info"), (6, "info")]
    assert found[-1].message == "always runs, as it reads the clock: time.time"
    assert (found[-1].column, found[-1].end_column) == (1, 18)


def test_several_reasons_of_one_code_share_its_title() -> None:
    reasons = (Reason("clock", 1, "time.time"), Reason("clock", 1, "time.monotonic"), Reason("console", 1, ""))
    (found,) = findings(report(Program((module(region(1, 1, "f()", volatile=reasons)),))))
    assert found.message == (
        "always runs, as it reads the clock: time.time; time.monotonic and prints to or reads from the terminal"
    )


def test_a_line_names_the_place_as_errors_do() -> None:
    assert line(ODD) == "info: a b/ä,c:d.py:3:1: odd: 100 %, a line (clock)"


def test_github_commands_are_escaped() -> None:
    one_line = replace(ODD, end_line=3, end_column=9)
    assert github([ODD, one_line]).splitlines() == [
        "::notice file=a b/ä%2Cc%3Ad.py,line=3,endLine=4,title=clock::odd: 100 %25, a%0Aline",
        "::notice file=a b/ä%2Cc%3Ad.py,line=3,endLine=3,col=1,endColumn=9,title=clock::odd: 100 %25, a%0Aline",
    ]


def test_sarif_is_read_by_a_sarif_library() -> None:
    log = Sarif.model_validate_json(sarif([ODD, *findings(report(shop()))]))
    (run,) = log.runs
    rules = run.tool.driver.rules or []
    assert [rule.id for rule in rules] == ["clock", "range-volatile"]
    assert "# clock: reads the clock" in str(rules[0].help)
    results = run.results or []
    assert [result.rule_id for result in results] == ["clock", "clock", "range-volatile", "range-volatile"]
    assert [result.rule_index for result in results] == [0, 0, 1, 1]
    place = (results[0].locations or [])[0].physical_location
    assert place is not None
    assert place.artifact_location is not None
    assert place.artifact_location.uri == "a%20b/%C3%A4%2Cc%3Ad.py"
    assert json.loads(sarif([]))["runs"][0]["results"] == []


def test_the_same_report_does_not_differ_wherever_its_lines_went() -> None:
    moved = report(shop())
    for statement in moved["files"][0]["statements"]:
        statement["line"] += 10
    difference = compare(report(shop()), moved)
    assert difference.changes == ()
    assert print_difference(difference) == "No statement differs from the previous build.\n"


@pytest.fixture
def edited() -> Program:
    """The shop without its clock: one statement new, one gone, two that can be skipped now, one no longer."""
    main, helper = shop().modules
    regions = [item for item in main.regions if item.id != 4]
    regions[3] = replace(regions[3], volatile=(Reason("console", 7, "print"),))
    added = region(10, 12, "print(low)", volatile=(Reason("console", 12, "print"),))
    return replace(shop(), modules=(replace(main, regions=(*regions, added)), helper), ranges=())


def test_a_difference_says_what_got_worse_first(edited: Program) -> None:
    text = print_difference(compare(report(shop()), report(edited)))
    assert text.splitlines() == [
        "Before: 10 regions: 6 skippable, 1 follows its loop, 3 always runs",
        "Now:    10 regions: 8 skippable, 2 always runs",
        "",
        "Always run now:",
        "  /apps/shop.py:7  st.write(now)  (console)",
        "",
        "Can be skipped now:",
        "  /apps/shop.py:10  items = [low]  (range-volatile)",
        "  /apps/shop.py:11  items.append(now)  (range-volatile)",
        "",
        "New, and always run:",
        "  /apps/shop.py:12  print(low)  (console)",
        "",
        "Gone, and always ran:",
        "  /apps/shop.py:6  now = time.time()  (clock)",
        "",
        "Statements added: 1, gone: 1.",
    ]


def test_a_difference_is_json_data(edited: Program) -> None:
    data = compare(report(shop()), report(edited)).to_data()
    assert data["changes"][0] == {
        "path": "/apps/shop.py",
        "line": 7,
        "source": "st.write(now)",
        "before": "follows its loop",
        "after": "always runs",
        "codes": ("console",),
    }
