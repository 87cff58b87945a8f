"""What weighs more than what."""

from __future__ import annotations

import pytest

from reactor.build.weight import Scale
from reactor_runtime.program import Span

SOURCE = """\
def slow(table):
    for row in table:
        model.fit(row)
def again(number):
    return again(number - 1)
x = 1
st.write(é, "ü", px.line(x))
slow(x)
again(x)
y = [pd.read_csv(name) for name in names]
st.plotly_chart(figure); st.write(x)
"""


def weight(line: int, column: int = 0, end: int | None = None, depth: int = 0) -> int:
    text = SOURCE.splitlines()[line - 1]
    return Scale(SOURCE).weigh(Span(line, column, line, len(text) if end is None else end), depth)


def test_a_call_weighs_what_the_table_says_of_its_name() -> None:
    assert weight(11, 0, 23) == 200
    assert weight(11, 25) == 1
    assert weight(7) == 301


def test_a_part_of_a_statement_weighs_what_it_holds() -> None:
    assert weight(7, 17, 27) == 300


def test_loops_and_comprehensions_count_ten_times() -> None:
    assert weight(10) == 3000
    assert weight(10, depth=1) == 30_000


def test_a_function_of_the_file_weighs_what_its_body_does() -> None:
    assert weight(8) == 50_000
    assert weight(9) == 1
    assert Scale(SOURCE).weigh(Span(1, 0, 3, 22)) == 1


def test_a_statement_without_calls_weighs_one() -> None:
    assert weight(6) == 1


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(SyntaxError):
        Scale("def")
