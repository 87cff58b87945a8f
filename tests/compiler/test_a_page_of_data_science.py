"""A page that uses what data scientists use: which of its statements run at every event, and why."""

from __future__ import annotations

from pathlib import Path

from reactor.pipeline import compile_app

PAGE = Path(__file__).parents[1] / "differential" / "cases" / "a-page-of-data-science.py"


def test_only_what_asks_the_outside_runs_always() -> None:
    program = compile_app(PAGE).program
    always = {program.ranges[number] for region in program.modules[0].regions for number in region.forces}
    volatile = {
        region.source.partition("(")[0].strip(): region.volatile[0].code
        for region in program.modules[0].regions
        if region.volatile
    }
    assert volatile == {
        "sales.to_sql": "network",
        "read = pd.read_sql": "network",
        "count = connection.execute": "network",
        "answer = requests.get": "network",
    }
    # The engine is used between two statements, by the `with` that connects.
    assert [item.names for item in sorted(always, key=lambda item: item.id) if item.always] == [
        ("engine", "connection")
    ]
    assert len(program.modules[0].regions) > 90
