"""JSON with comments, read and added to."""

from __future__ import annotations

import pytest

from reactor.editor import jsonc


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ('\ufeff{"a": [1, 2.5, -1e3, true, null, "x\\"//y"]}', {"a": [1, 2.5, -1000.0, True, None, 'x"//y']}),
        ('// first\n{ /* a */ "a" /* b */ : [ ], // c\n }\n// last', {"a": []}),
        ("[1, 2,\n// three\n]", [1, 2]),
        ('{"a": {"b": {},},}', {"a": {"b": {}}}),
    ],
)
def test_what_a_text_says(text: str, value: object) -> None:
    assert jsonc.parse(text).value == value


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the end stands where a value is expected"),
        ("{\n  a: 1\n}", 2, "a name in double quotes is expected"),
        ('{"a" 1}', 1, "a colon is missing"),
        ("[1\n 2]", 2, "a comma or ] is missing"),
        ("[1]\n\n[2]", 3, "something stands after the end"),
        ("[yes]", 1, "yes is no JSON value"),
        ("[1, , 2]", 1, ", stands where a value is expected"),
        ("[1", 1, "a comma or ] is missing"),
    ],
)
def test_what_is_no_json_is_said_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(jsonc.NotJson) as problem:
        jsonc.parse(text)
    assert (problem.value.line, problem.value.message) == (line, message)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", "[\n    9\n]"),
        ("[1]", "[1,\n    9\n]"),
        ("[\n  1 // one\n  // no more\n]", "[\n  1, // one\n  // no more\n  9\n]"),
        ("[\n\t1, // one\n]", "[\n\t1, // one\n\t9,\n]"),
        ("[\r\n  1\r\n]", "[\r\n  1,\r\n  9\r\n]"),
        ("[ /* none */ ]", "[ /* none */\n    9\n]"),
    ],
)
def test_what_is_added_leaves_the_rest_as_it_is(before: str, after: str) -> None:
    added = jsonc.append(before, jsonc.parse(before), ["9"])
    assert added == after
    assert jsonc.parse(added).value == [*jsonc.parse(before).value, 9]


def test_a_value_is_replaced_where_it_stands() -> None:
    text = '{\n  "a": [ 1 ], // one\n  "b": 2\n}'
    node = jsonc.parse(text).member("a")
    assert node is not None
    assert jsonc.replace(text, node, "[\n  3\n]") == '{\n  "a": [\n    3\n  ], // one\n  "b": 2\n}'
