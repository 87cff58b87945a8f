"""Which app a file belongs to."""

from __future__ import annotations

from pathlib import Path

from reactor.editor.apps import Apps


def app_of(apps: Apps, path: Path) -> Path | None:
    analysis = apps.look(path)
    return analysis.script if analysis else None


def test_a_file_belongs_to_the_app_it_was_found_in(tmp_path: Path) -> None:
    script, helper, page = tmp_path / "main.py", tmp_path / "helper.py", tmp_path / "pages" / "one.py"
    page.parent.mkdir()
    script.write_text("import streamlit as st\nimport helper\n")
    helper.write_text("NOW = 1\n")
    page.write_text("import streamlit as st\nst.write(1)\n")
    (tmp_path / "a.py").write_text("import streamlit\n")
    apps = Apps()
    assert app_of(apps, helper) is None
    assert app_of(apps, page) == script
    assert app_of(apps, helper) == script
    assert apps.known(page) is apps.known(helper)
    assert app_of(Apps(script), helper) == script


def test_a_file_that_is_broken_just_now_still_counts(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text("import streamlit as st\nst.write((\n")
    analysis = Apps().look(script)
    assert analysis is not None
    assert analysis.described is None
    assert analysis.problem is not None
    assert analysis.problem.line == 2
    script.write_text("print((\n")
    assert Apps().look(script) is None
