"""Which names a region may leave as they were."""

from __future__ import annotations

import libcst as cst
import pytest

from reactor.graph.certain import certainly_bound, loop_targets
from tests.compiler.compiled import compiled


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = b = 1", {"a", "b"}),
        ("a, (b, *c) = f()", {"a", "b", "c"}),
        ("a.b, c[0] = f()", set()),
        ("a: int = 1", {"a"}),
        ("a: int", set()),
        ("a += 1", {"a"}),
        ("import a.b, c as d", {"a", "d"}),
        ("from a import b, c as d", {"b", "d"}),
        ("from a import *", set()),
        ("a = (b := 1)", {"a", "b"}),
        ("f(a := 1, x=(b := 2))", {"a", "b"}),
        ("(a := 1) and (b := 2)", {"a"}),
        ("(a := 1) < (b := 2) < (c := 3)", {"a"}),
        ("(a := 1) if (b := 2) else (c := 3)", {"b"}),
        ("[a := 1 for _ in x]", set()),
        ("f(lambda: (a := 1))", set()),
        ("a = 1; b = 2", {"a", "b"}),
        ("def a(): b = 1", {"a"}),
        ("class a:\n    b = 1", {"a"}),
        ("for a in x:\n    b = 1", set()),
        ("while (a := f()):\n    b = 1", set()),
        ("try:\n    a = 1\nexcept E as b:\n    c = 1", set()),
        ("match x:\n    case a:\n        b = 1", set()),
        ("del a", set()),
    ],
)
def test_names_that_are_bound_for_certain(code: str, names: set[str]) -> None:
    assert certainly_bound(cst.parse_statement(code)) == names


def test_the_targets_of_a_loop() -> None:
    assert loop_targets(cst.parse_statement("for a, (b, *c) in x:\n    d = 1")) == {"a", "b", "c"}
    assert loop_targets(cst.parse_statement("a = 1")) == set()


def test_what_is_read_or_has_no_other_value_is_not_passed() -> None:
    app = compiled("""
        n = st.slider("n", 0, 9)
        last = best = 1
        for number in range(n):
            last = number
            best = max(best, number)
            only = number
        st.write(last, best)
    """)
    loop = next(region for region in app.program.modules[0].regions if region.source.startswith("for"))
    assert [name for name, _ in loop.passes] == ["last"]
    assert "best" in dict(loop.reads)
    assert {"number", "only"} <= set(dict(loop.binds))
