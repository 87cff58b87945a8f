"""Which app a file belongs to."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reactor.editor.analyst import Analyst
from reactor.editor.apps import Analysis, Apps


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
    analysis = Apps().look(script, {script: "import streamlit as st\nst.write(1)\n"})
    assert analysis is not None
    assert analysis.problem is None
    assert analysis.lines[script] == ["import streamlit as st", "st.write(1)", ""]
    script.write_text("print((\n")
    assert Apps().look(script) is None


def test_who_is_asked_again_answers_the_last_time_only(tmp_path: Path) -> None:
    script, other = tmp_path / "app.py", tmp_path / "other.py"
    for path in (script, other):
        path.write_text("import streamlit as st\n")

    async def type_on() -> list[Analysis | None]:
        analyst = Analyst(Apps(), lambda: {script: "import streamlit as st\nst.write(1)\n"})
        asked = [analyst.look(script, 0.01), analyst.look(other), analyst.look(script, 0.01), analyst.look(script)]
        return await asyncio.gather(*asked)

    with ThreadPoolExecutor(1) as thread:
        first, second, third, fourth = thread.submit(asyncio.run, type_on()).result()
    assert first is third is None
    assert second is not None
    assert second.script == other
    assert fourth is not None
    assert fourth.lines[script][1] == "st.write(1)"
