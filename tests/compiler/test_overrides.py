"""Comments that say what a statement does: where they hold, what they deny, and what they cannot."""

from __future__ import annotations

import pytest

from reactor.parse import parse_source
from reactor.pipeline import compile_source
from tests.compiler.compiled import compiled


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("pure", set()),
        ("pure # as the weights never change", set()),
        ("always", {"unknown-call", "declared"}),
        ("reads clock", {"clock"}),
        ("reads  environment", {"environment"}),
        ("reads file", {"file-read"}),
        ("reads network", {"network"}),
        ("quick", {"unknown-call"}),
    ],
)
def test_the_words(words: str, codes: set[str]) -> None:
    app = compiled(f"import lab\nmodel = lab.load('m')  # noqa # reactor: {words}\n")
    assert app.reasons(2) == codes


def test_what_is_called_is_not_taken_to_change_its_arguments() -> None:
    app = compiled("""
        import lab
        rows = [1, 2]
        total = lab.total(rows)  # reactor: pure
        st.write(rows)
    """)
    assert app.ranges(2) == []
    assert app.at(3).mutates == ()
    assert app.at(3).claims == ("line 4: # reactor: pure",)


def test_the_result_may_be_an_argument() -> None:
    app = compiled("""
        import lab
        rows = [1, 2]
        same = lab.first(rows)  # reactor: pure
        same.append(3)
        st.write(rows)
    """)
    assert app.members(2) == {2, 3, 4, 5}


def test_what_is_known_to_change_an_object_cannot_be_denied() -> None:
    app = compiled("""
        import lab
        rows = [1, 2]
        rows.append(lab.made(3))  # reactor: pure
        st.write(rows)
    """)
    assert app.reasons(3) == set()
    assert app.members(2) == {2, 3, 4}


def test_a_method_of_an_unknown_receiver_is_still_looked_up_when_it_ran() -> None:
    app = compiled("""
        items = st.session_state.get("items")
        shown = items.rendered()  # reactor: pure
        again = items.rendered()
    """)
    assert [check.closed for check in app.at(2).checks] == [True]
    assert [check.closed for check in app.at(3).checks] == [False]


def test_a_comment_on_the_head_of_a_block_holds_for_the_block_and_one_inside_goes_before() -> None:
    app = compiled("""
        import lab
        for name in lab.names():  # reactor: pure
            st.write(lab.of(name))
            st.write(lab.other(name))  # reactor: reads network
        else:
            st.write(lab.last())
        st.write(lab.after())
    """)
    found = {line: app.reasons(line) for line in (2, 3, 4, 6, 7)}
    assert found == {2: set(), 3: set(), 4: {"network"}, 6: {"unknown-call"}, 7: {"unknown-call"}}


def test_a_comment_in_a_function_holds_for_its_callers() -> None:
    app = compiled("""
        import lab
        @st.cache_data
        def cached(n):
            return n
        def scored(
            n,
        ):  # reactor: pure
            part = lab.part(n)
            return lab.score(part)
        def stamped():
            return lab.stamp()  # reactor: reads clock
        a = scored(1)
        b = stamped()
        c = (
            lab.one(),
            lab.two(),
        )  # reactor: pure
    """)
    assert app.reasons(12) == set()
    assert app.at(12).claims == ("line 8: # reactor: pure",)
    assert app.reasons(13) == {"clock"}
    assert app.reasons(14) == set()


def test_a_definition_is_not_made_anew_because_its_body_always_runs() -> None:
    app = compiled("""
        import lab
        def shown():  # reactor: always
            st.write(lab.made())
        shown()
    """)
    assert app.reasons(2) == set()
    assert app.reasons(3) == {"declared", "unknown-call"}


@pytest.mark.parametrize(
    ("script", "line", "code", "message"),
    [
        ("x = lab.f()  # reactor: Pure", 2, "override-unknown", "did you mean `pure`? there are: pure, always"),
        ("x = lab.f()  # reactor:", 2, "override-unknown", "`` is no word"),
        ("x = lab.f()  # reactor: pure, reads file", 2, "override-unknown", "`pure, reads file` is no word"),
        ("# reactor: pure\nx = lab.f()", 2, "override-unused", "no statement ends on this line"),
        ("x = lab.f(\n    # reactor: pure\n    1,\n)", 3, "override-unused", "no statement ends on this line"),
        ("x = [1]  # reactor: pure", 2, "override-unused", "`pure` changes nothing here"),
        ("st.stop()  # reactor: pure", 2, "override-unused", "`pure` changes nothing here"),
    ],
)
def test_a_comment_that_cannot_be_meant_is_a_warning(script: str, line: int, code: str, message: str) -> None:
    text = f"import streamlit as st, lab\n{script}\n"
    warnings = [item for item in compile_source(text, "app.py").diagnostics if item.severity == "warning"]
    assert [(item.code, item.line) for item in warnings] == [(code, line)]
    assert message in warnings[0].message


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    source = parse_source('x = "# reactor: pure"\ny = """\n# reactor: pure\n"""\n', "app.py")
    assert source.overrides.found == source.overrides.misplaced == ()
