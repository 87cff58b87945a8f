"""What an author says of their own code is seen wherever Reactor speaks of it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from reactor.cli import main

SCRIPT = """\
import streamlit as st
import lab
model = lab.load("m")
score = lab.score(model)  # reactor: pure
st.write(score)  # reactor: fast
"""
TABLE = '[tool.reactor.signatures.lab.functions."lab."]\npure = "load"\n'


def built(here: Path) -> str:
    (here / "app.py").write_text(SCRIPT)
    (here / "pyproject.toml").write_text(TABLE)
    result = CliRunner().invoke(main, ["build", "app.py"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_word_that_is_none_is_a_warning_with_file_and_line(here: Path) -> None:
    assert "warning: app.py:5:18: `fast` is no word of a `# reactor:` comment" in built(here)


def test_the_report_says_what_rests_on_the_author_s_word(here: Path) -> None:
    built(here)
    folder = here / ".reactor" / "app"
    statements = json.loads((folder / "report.json").read_text())["files"][0]["statements"]
    assert [(item["line"], item["verdict"], item["notes"]) for item in statements[:2]] == [
        (3, "skippable", ["rests on the author's word, pyproject.toml: the signature of lab.load"]),
        (4, "skippable", ["rests on the author's word, line 4: # reactor: pure"]),
    ]
    assert "warning: app.py:5: " in (folder / "report.txt").read_text()


def test_explain_says_so_too(here: Path) -> None:
    built(here)
    shown = CliRunner().invoke(main, ["explain", "app.py:4"]).stdout
    assert "Note: rests on the author's word, line 4: # reactor: pure" in shown


def test_the_rules_explain_the_words(here: Path) -> None:
    assert "# reactor: always" in CliRunner().invoke(main, ["rule", "declared"]).stdout
    assert "`reads network`" in CliRunner().invoke(main, ["rule", "override-unknown"]).stdout
