"""`reactor graph`, with the real compiler."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx
from click.testing import CliRunner

from reactor.cli import main


def graph(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["graph", "app.py", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_is_the_file_of_the_build_and_networkx_reads_it(app: Path, here: Path) -> None:
    text = graph("--format", "json")
    assert text == (here / ".reactor" / "app" / "graph.json").read_text(encoding="utf-8")
    read = networkx.node_link_graph(json.loads(text), edges="edges")
    assert list(read.successors("widget:Low")) == ["region:0:1"]


def test_a_part_goes_into_a_file(app: Path, here: Path) -> None:
    assert graph("--from", "table", "--format", "svg", "-o", "part.svg") == ""
    picture = ElementTree.parse(here / "part.svg").getroot()
    said = "".join(picture.itertext())
    assert "5: st.write(table)" in said
    assert "slider" not in said


def test_kinds_and_ends_go_together(app: Path) -> None:
    text = graph("--only", "reads", "--to", "5")
    assert "4   table = prices.above(low)" in text
    assert "widget Low" not in text


def test_grouping_can_be_left_out(here: Path) -> None:
    (here / "app.py").write_text("import streamlit as st\n" + "".join(f"st.write({n})\n" for n in range(200)))
    assert "(8 statements)" in graph()
    assert "(8 statements)" not in graph("--all")
    assert "201   st.write(199)" in graph("--all")
