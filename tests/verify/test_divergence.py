"""What is found out about a difference, on programs that are known to be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from reactor.pipeline import compile_app
from reactor.verify.app import App, stage
from reactor.verify.divergence import Statement, Tracer
from reactor.verify.events import Click, Event, Rerun, Set
from reactor.verify.targets import Zygote
from reactor.verify.verdict import Outcome, Verdict, judge
from tests.verify.damaged import Change, damaged, without_effect, without_read

Damage = Callable[[str, int, Change], App]


@pytest.fixture
def place() -> Iterator[Path]:
    with stage() as place:
        yield place


@pytest.fixture
def damage(tmp_path: Path) -> Damage:
    """An app of one file, with the program of one line changed."""

    def make(source: str, line: int, change: Change) -> App:
        script = tmp_path / "app.py"
        script.write_text(dedent(source).lstrip())
        program = compile_app(script).program
        return replace(App.of(script), program=damaged(program, "app.py", line, change))

    return make


def look_into(
    zygote: Zygote, app: App, place: Path, *events: Event
) -> tuple[Verdict, tuple[Statement, ...] | None, list[str]]:
    """The verdict on the fewest events, the statements named, and what was told meanwhile."""
    verdict = judge(zygote, app, place, events)
    assert verdict.outcome is Outcome.DISAGREES
    told: list[str] = []
    tracer = Tracer(zygote, app, place, timeout=30)
    small = tracer.fewest_events(verdict, 60, told.append)
    return small, tracer.statements(small, 60, told.append), told


SUMS = """
    import streamlit as st

    low = st.slider("Low", 0, 9)
    other = st.slider("Other", 0, 9)
    double = low * 2
    st.write("sum", double + other)
"""


def test_the_statement_that_was_skipped_is_named_and_not_the_one_that_shows_it(
    zygote: Zygote, place: Path, damage: Damage
) -> None:
    app = damage(SUMS, 5, without_read("low"))
    events = Set("Other", [3.0]), Set("Low", [4.0]), Set("Other", [5.0])
    verdict, statements, told = look_into(zygote, app, place, *events)
    assert statements == (Statement(app.script, 5, "double = low * 2"),)
    assert verdict.events == (Set("Low", [4.0]),)
    assert verdict.parting is not None
    assert [str(one.full) for one in verdict.parting.differences] == ["sum `8`"]
    assert [str(one.ours) for one in verdict.parting.differences] == ["sum `0`"]
    assert told[0] == "3 left, trying 2"


def test_two_statements_that_must_run_together_are_both_named(zygote: Zygote, place: Path, damage: Damage) -> None:
    app = damage(SUMS, 5, without_read("low"))
    assert app.program is not None
    app = replace(app, program=damaged(app.program, "app.py", 6, without_read("double")))
    _, statements, _ = look_into(zygote, app, place, Set("Low", [4.0]))
    assert statements is not None
    assert [statement.line for statement in statements] == [5, 6]


def test_a_difference_that_needs_two_events_keeps_both(zygote: Zygote, place: Path, damage: Damage) -> None:
    source = """
        import streamlit as st

        if st.button("Add"):
            st.session_state.n = st.session_state.get("n", 0) + 1
        n = st.session_state.get("n", 0)
        if n > 1:
            show = st.checkbox("Show")
            st.write("shown" if show else "hidden")
    """
    app = damage(source, 8, without_read("show"))
    events = Click("Add"), Rerun(), Click("Add"), Set("Show", True)
    verdict, statements, _ = look_into(zygote, app, place, *events)
    assert verdict.events == (Click("Add"), Click("Add"), Set("Show", True))
    assert statements is not None
    assert [statement.line for statement in statements] == [8]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ('print("seen", flush=True)', "printed"),
        ('open("log.txt", "a").write("seen ")', "files"),
        ('subprocess.run(["true"])', "calls"),
    ],
)
def test_what_is_done_outside_is_compared(
    zygote: Zygote, place: Path, damage: Damage, statement: str, where: str
) -> None:
    app = damage(f"import subprocess\nimport streamlit as st\n\n{statement}\nst.button('Go')\n", 4, without_effect)
    verdict, statements, _ = look_into(zygote, app, place, Click("Go"))
    assert verdict.parting is not None
    assert verdict.parting.differences[0].path[:2] == ("outside", where)
    assert statements == (Statement(app.script, 4, statement),)
    assert [path.name for path in app.root.iterdir() if path.suffix != ".py"] == []


def test_a_fault_that_is_no_wrong_skip_names_no_statement(zygote: Zygote, place: Path, damage: Damage) -> None:
    app = damage(SUMS, 5, without_read("low"))
    assert app.program is not None
    module = app.program.modules[0]
    wrong = replace(module, transpiled=module.transpiled.replace("low * 2", "low * 3"))
    app = replace(app, program=replace(app.program, modules=(wrong,)))
    _, statements, _ = look_into(zygote, app, place, Set("Low", [4.0]))
    assert statements == ()


def test_a_difference_that_does_not_show_again_is_none(zygote: Zygote, place: Path, damage: Damage) -> None:
    app = damage(SUMS, 5, without_read("low"))
    verdict = judge(zygote, app, place, [Set("Low", [4.0])])
    assert app.program is not None
    right = replace(app, program=compile_app(app.script).program)
    again = Tracer(zygote, right, place, timeout=30).fewest_events(verdict, 60, lambda _text: None)
    assert again.outcome is Outcome.UNSTEADY
