"""Which readings of files are inputs, and which are volatile."""

from __future__ import annotations

import pytest

from reactor_runtime.program import FILE_NAME
from tests.compiler.compiled import Compiled, compiled

BEFORE = """
import csv, json, os
from pathlib import Path
import pandas as pd
HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "prices.csv"
name = st.text_input("Name")
"""
LINES = BEFORE.count("\n")


def read(statement: str, before: str = "") -> Compiled:
    return compiled(BEFORE.lstrip("\n") + before + statement + "\n")


def line_of(before: str = "") -> int:
    return LINES + before.count("\n")


@pytest.mark.parametrize(
    "statement",
    [
        "x = pd.read_csv('prices.csv')",
        "x = pd.read_csv(NAME, index_col=0)",
        "x = pd.read_csv(filepath_or_buffer=f'data/{name}.csv')",
        "x = pd.read_csv('data/' + name)",
        "x = pd.read_csv(os.path.join(HERE, name))",
        "x = pd.read_csv(os.path.join('data', name))",
        "x = pd.read_csv(Path(HERE) / name)",
        "x = pd.read_csv('a.csv' if name else 'b.csv')",
        "x = pd.read_excel('book.xlsx', sheet_name='one')",
        "x = Path(name).read_text().splitlines()",
        "x = open(name).read()",
        "x = json.load(open(name))",
        "x = pd.read_csv(open(name, 'rb'))",
        "with open(name) as f: x = json.load(f)",
        "with Path(name).open() as f, open(NAME) as g: x = f.read() + g.read()",
        "st.dataframe(pd.read_csv('prices.csv'))",
    ],
)
def test_an_input(statement: str) -> None:
    found = read(statement).at(line_of())
    assert not found.volatile
    assert not found.checks
    assert found.files


@pytest.mark.parametrize(
    "statement",
    [
        "x = pd.read_csv('https://somewhere/prices.csv')",
        "x = pd.read_csv(f'{name}.csv')",
        "x = pd.read_csv(name + '.csv')",
        "x = pd.read_csv('s3:' + name)",
        "x = pd.read_csv(*[name])",
        "x = pd.read_csv('prices.csv', chunksize=10)",
        "x = pd.read_parquet('prices.parquet')",
        "x = open(name)",
        "x = [open(name)]",
        "x = open(name, 'r+').read()",
        "x = open(name, name).read()",
        "x = os.path.exists(name)",
        "with open(name) as f: x = f.read(); st.write(x)",
    ],
)
def test_no_input(statement: str) -> None:
    assert "file-read" in {
        reason.code
        for region in read(statement).program.modules[0].regions
        if region.span.line == line_of() + 1
        for reason in region.volatile
    } | read(statement).reasons(line_of())


def test_a_name_that_only_a_run_can_tell_is_looked_at_then() -> None:
    found = read("x = pd.read_csv(name)").at(line_of())
    assert [(check.path, check.method) for check in found.checks] == [(("name",), FILE_NAME)]
    assert found.files
    assert not found.volatile


def test_a_stream_that_another_statement_opened() -> None:
    before = "f = open(name)\n"
    assert read("x = f.read()", before).reasons(line_of(before)) == {"file-read"}
    assert read("x = json.load(f)", before).reasons(line_of(before)) == {"file-read"}


def test_a_function_is_given_the_name() -> None:
    before = "def load(path='prices.csv', *, rows=3):\n    return pd.read_csv(path).head(rows)\n"
    for call in ("load()", "load('other.csv')", "load(Path(name))", "load(rows=2, path=f'data/{name}')"):
        found = read(f"x = {call}", before).at(line_of(before))
        assert found.files, call
        assert not found.volatile, call
    assert read("x = load(name)", before).at(line_of(before)).checks
    for call in ("load('https://somewhere')", "load(name.strip())", "load(*[name])"):
        assert read(f"x = {call}", before).reasons(line_of(before)) == {"file-read"}, call


def test_a_function_opens_and_reads() -> None:
    before = (
        "def rows(path):\n    try:\n        with open(path) as f:\n            return list(csv.reader(f))\n"
        "    except OSError:\n        return []\n"
    )
    found = read("x = rows(name)", before).at(line_of(before))
    assert found.files
    assert not found.volatile


def test_a_stream_given_to_a_function_is_not_its_own() -> None:
    before = "def parse(f):\n    return json.load(f)\nf = open(name)\n"
    assert "file-read" in read("x = parse(f)", before).reasons(line_of(before))


def test_a_variable_that_is_a_stream_only_sometimes() -> None:
    before = "def parse(path, other):\n    with open(path) as f:\n        f = other\n        return f.read()\n"
    assert read("x = parse(name, None)", before).reasons(line_of(before)) & {"file-read", "unknown-call"}


def test_elements_that_may_be_given_a_path_are_watched() -> None:
    assert read("st.image(name)").at(line_of()).opens
    assert read("st.html(name)").at(line_of()).opens
    assert not read("st.html('<b>bold</b>')").at(line_of()).opens
    assert not read("st.write(name)").at(line_of()).opens


@pytest.mark.parametrize(
    ("script", "writes"),
    [
        ("import pandas as pd\nst.write(pd.read_csv('a.csv'))", False),
        ("st.button('a', on_click=lambda: open('a', 'w'))", False),
        ("import time\nst.write(time.time())", False),
        ("with open('a', 'w'): pass", True),
        ("x = somewhere(1)", True),
        ("st.session_state.thing.save()", True),
        ("import os\nos.chdir('a')", True),
        ("def f():\n    print(1)\n    st.write(1)\nf()", True),
    ],
)
def test_whether_a_walk_may_write_files(script: str, writes: bool) -> None:
    assert compiled(script).program.writes is writes
