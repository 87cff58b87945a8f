"""A claim of an author that is not so is found by playing the same events to Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reactor.verify.compare import first_parting
from reactor.verify.events import from_text
from reactor.verify.play import Moment
from reactor.verify.targets import Runner

COUNTED = "import counting\nimport streamlit as st\nst.write(counting.next_one())"
LIBRARY = "from itertools import count\nnext_one = count(1).__next__\n"
TABLE = '[tool.reactor.signatures.counting.functions."counting."]\nvalue = "next_one"\n'


@pytest.mark.parametrize(
    ("script", "project"),
    [(f"{COUNTED}  # reactor: pure\n", ""), (f"{COUNTED}\n", TABLE)],
    ids=["comment", "signature"],
)
def test_a_wrong_claim_is_found(
    tmp_path: Path, recorder: Callable[..., list[Moment]], script: str, project: str
) -> None:
    folder = tmp_path / "project" / "app"
    folder.mkdir(parents=True)
    # Found through sys.path, so that it is a library and no module of the app.
    (folder / "vendor").mkdir()
    (folder / "vendor" / "counting.py").write_text(LIBRARY)
    (folder / "app.py").write_text("import sys\nsys.path.insert(0, __file__.replace('app.py', 'vendor'))\n" + script)
    (folder.parent / "pyproject.toml").write_text(project)
    events = [from_text("rerun"), from_text("rerun")]
    full, ours = (recorder(folder / "app.py", events, runner) for runner in (Runner.FULL, Runner.REACTOR))
    parting = first_parting(full, ours)
    assert parting is not None
    assert (parting.moment, parting.title) == (1, "rerun")
