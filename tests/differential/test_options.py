"""Settings of Streamlit's that change what a script shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from reactor.verify.app import App
from reactor.verify.compare import first_parting
from reactor.verify.events import Set
from reactor.verify.play import record
from reactor.verify.targets import Runner, Zygote

LAST = {"magic_displayLastExprIfNoSemicolon": True}

ENDS_WITH_A_CALL = """
    import streamlit as st

    low = st.slider("Low", 0, 9, 3)
    low
    def double(number):
        return number * 2
    double(low)
"""


@pytest.mark.parametrize(
    ("script", "options", "shown"),
    [
        (ENDS_WITH_A_CALL, LAST, 2),
        (ENDS_WITH_A_CALL, {}, 1),
        (ENDS_WITH_A_CALL.rstrip() + ";\n", LAST, 1),
        (ENDS_WITH_A_CALL.rstrip() + "\n    st.caption('last')\n", LAST, 3),
        (ENDS_WITH_A_CALL.rstrip() + "\n    low = 1\n", LAST, 1),
        (ENDS_WITH_A_CALL, {"runner_magicEnabled": False}, 0),
    ],
    ids=["last call", "as it is", "semicolon", "an element", "an assignment", "no magic"],
)
def test_what_magic_shows(
    script: str, options: Mapping[str, object], shown: int, zygote: Zygote, tmp_path: Path
) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    path = folder / "app.py"
    path.write_text(dedent(script))
    app = App(path, folder, folder, options=options)
    events = [Set("Low", 5)]
    full, ours = (record(zygote, runner, app, tmp_path / "place", events) for runner in (Runner.FULL, Runner.REACTOR))
    assert len(full[-1].seen["tree"]["main"]) == 1 + shown  # type: ignore[index, call-overload, arg-type]
    parting = first_parting(full, ours)
    assert parting is None, str(parting)
