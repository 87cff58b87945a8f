"""Lines of a text that was analysed, found again while it is edited."""

from __future__ import annotations

import pytest

from reactor.editor.moved import Moved


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "xabc", [1, 2, 3]),
        ("abc", "abcx", [0, 1, 2]),
        ("abc", "axbc", [0, 2, 3]),
        ("abc", "ac", [0, None, 1]),
        ("abc", "axc", [0, None, 2]),
        ("abc", "", [None, None, None]),
        ("aaa", "aa", [0, 1, None]),
        ("abcd", "xbcy", [None, None, None, None]),
    ],
)
def test_lines_are_where_they_are_now(then: str, now: str, moved: list[int | None]) -> None:
    lines = Moved(list(then), list(now))
    assert [lines.now(line) for line in range(len(then))] == moved
    back = {there: line for line, there in enumerate(moved) if there is not None}
    assert [lines.then(line) for line in range(len(now))] == [back.get(line) for line in range(len(now))]
