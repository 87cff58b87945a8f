"""Signatures of an app's author: they go before ours, and what is wrong with them is said by key."""

from __future__ import annotations

import tomllib

import pytest

from reactor.effects.signatures import SignatureError, load, load_with
from reactor.effects.signatures.check import check_library

MINE = """
[lab]
modules = ["_lab"]
effects.table = { family = "pandas.DataFrame" }
effects.fill = { mutates = ["0", "kw:into"], captures = [], when = [{ of = ["dry"], is = "true", immutable = true }] }
functions."lab." = { table = "read", fill = "fill", pure = "clean models.fitted", "reads file" = "load" }
values."lab." = { value = "VERSION" }
methods.Model = { pure = "predict", value = "score", always = "train" }
attributes.Model = { value = "name" }
like = { Model = "BigModel" }

[pandas.functions."pandas."]
pure = "read_csv"
"""


def test_a_table_says_what_a_file_of_ours_says() -> None:
    found = load_with(tomllib.loads(MINE))
    read, fill = found.function("lab.read"), found.function("lab.fill")
    assert read is not None
    assert read.family == "pandas.DataFrame"
    assert fill is not None
    assert fill.given({"0": "?"}).mutates == ("0", "kw:into")
    assert fill.given({"0": "?", "dry": "True"}).mutates == ()
    score, train = found.method("lab.BigModel", "score"), found.method("lab.Model", "train")
    assert score is not None
    assert score.immutable
    assert train is not None
    assert (train.volatile, train.mutates) == ("declared", ("*",))
    assert found.attribute("lab.Model", "name").immutable
    assert found.to_data()["families"]["_lab"] == "lab"  # type: ignore[index]


def test_the_words_are_effects() -> None:
    found = load_with(tomllib.loads(MINE))
    clean, loaded = found.function("lab.models.fitted"), found.function("lab.load")
    assert clean is not None
    assert (clean.volatile, clean.mutates, clean.aliases) == (None, (), ("*",))
    assert loaded is not None
    assert (loaded.volatile, loaded.mutates) == ("file-read", ())


def test_the_author_s_entry_goes_before_ours_and_leaves_the_rest() -> None:
    ours, found = load(), load_with(tomllib.loads(MINE))
    read = found.function("pandas.read_csv")
    assert read is not None
    assert read.volatile is None
    assert found.function("pandas.read_excel") == ours.function("pandas.read_excel")
    assert ours.function("pandas.read_csv") != read
    assert [found.declares_function(name) for name in ("pandas.read_csv", "pandas.read_excel", "lab.clean")] == [
        True,
        False,
        True,
    ]
    assert [found.declares_method(*each) for each in (("lab.Model", "score"), ("pandas.DataFrame", "drop"))] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lab = 3", "signatures.lab: 3 where a table is due"),
        ("lab.function = {}", "signatures.lab: unknown section 'function'; known are attributes, consumes, effects"),
        ("lab.family = 1", "signatures.lab.family: 1 where a text is due"),
        ("lab.effects.e.mutate = ['self']", "effects.e: unknown field 'mutate'; known are aliases, "),
        ("lab.effects.e.mutates = 'self'", "effects.e.mutates: 'self' where a list of references"),
        ("lab.effects.e.mutates = ['me']", "effects.e.mutates: 'me' is no reference to a parameter; due is a list"),
        ("lab.effects.e.volatile = 'moon'", "effects.e.volatile: no such reason or kind: 'moon'; known are clock, "),
        ("lab.effects.e.immutable = 'yes'", "effects.e.immutable: 'yes' where true or false is due"),
        ("lab.effects.e.when = {}", "effects.e.when: {} where a list of tables is due"),
        ("lab.effects.e.when = [{ of = '0', is = 'none' }]", "when[0].of: '0' where a list of ways"),
        ("lab.effects.e.when = [{ of = ['0'], is = 'blue' }]", "when[0].is: no such test: 'blue'; known are none, "),
        ("lab.functions.lab.pure = 'f'", "functions.lab: a prefix of names ends with a dot: 'lab.'"),
        ("lab.functions.'lab.' = 'f'", "functions.\"lab.\": 'f' where a table is due"),
        ("lab.functions.'lab.'.pure = ['f']", "functions.\"lab.\".pure: ['f'] where a text is due"),
        ("lab.functions.'lab.'.'*' = 'pure'", "functions.\"lab.\": '*' is for the files of Reactor alone"),
        (
            "lab.functions.'lab.'.fast = 'f'",
            "signatures.lab: no effect is called 'fast'; there are always, fresh,",
        ),
        ("lab.functions.'lab.' = { pure = 'f', value = 'f' }", "lab [functions.lab.]: f is listed twice"),
        ("lab.methods.'lab.Model'.pure = 'f'", "methods.\"lab.Model\": 'lab.Model' is no name of a type"),
        ("lab.effects.pure = {}", "signatures.lab: the word 'pure' has a meaning already"),
        ("lab.effects.e = {}", "signatures.lab: effects that nothing uses: ['e']"),
        ("lab.like.Model = 'Other'", "signatures.lab.like: Model is none of the types under methods"),
        (
            "lab.effects.e.family = 'panda.DataFrame'\nlab.functions.'lab.'.e = 'f'",
            "lab.f: no library has methods under the family 'panda.DataFrame'; did you mean 'pandas'?",
        ),
    ],
)
def test_a_mistake_is_named_by_its_key_with_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(SignatureError) as problem:
        load_with(tomllib.loads(text))
    assert str(problem.value).startswith("tool.reactor.signatures")
    assert message in str(problem.value)


def test_a_table_of_effects_alone_passes_the_check() -> None:
    check_library({"effects": {"e": {"mutates": ["self"], "volatile": "network"}}}, "here")
