"""The pyproject.toml of an app: which one it is, what is wrong with it, and that a change of its table is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reactor.build.errors import BrokenProject, StaleBuild
from reactor.build.make import load, make
from reactor.project import ProjectError, find_project

TABLE = '[tool.reactor.signatures.lab.functions."lab."]\npure = "load"\n'


def test_it_is_the_nearest_one_that_has_the_table(tmp_path: Path) -> None:
    folder = tmp_path / "team" / "app"
    folder.mkdir(parents=True)
    script = folder / "app.py"
    assert find_project(script) is None
    (tmp_path / "pyproject.toml").write_text(TABLE)
    (folder / "pyproject.toml").write_text("[project]\nname = 'app'\n")
    found = find_project(script)
    assert found is not None
    assert found.path == tmp_path / "pyproject.toml"
    assert found.signatures == {"lab": {"functions": {"lab.": {"pure": "load"}}}}
    (folder.parent / "pyproject.toml").write_text("[tool.reactor]\n")
    nearer = find_project(script)
    assert nearer is not None
    assert (nearer.path, nearer.signatures) == (folder.parent / "pyproject.toml", {})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = 1\nb = \n", 2, "is not TOML: "),
        ("[tool]\nreactor = 3\n", None, "tool.reactor: 3 where a table is due"),
        ("[tool.reactor]\nsignature = {}\n", None, "tool.reactor: unknown key 'signature'; known are signatures"),
        ("[tool.reactor]\nsignatures = 1\n", None, "tool.reactor.signatures: 1 where a table is due"),
    ],
)
def test_a_broken_file_is_named_with_what_was_seen(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ProjectError) as problem:
        find_project(tmp_path / "app.py")
    assert (problem.value.path, problem.value.line) == (tmp_path / "pyproject.toml", line)
    assert problem.value.message.startswith(message)


def test_a_change_of_the_table_makes_the_build_stale_and_one_beside_it_does_not(app: Path, here: Path) -> None:
    make(app)
    project = here / "pyproject.toml"
    project.write_text("[project]\nname = 'app'\n")
    assert not make(app).fresh
    project.write_text(TABLE)
    with pytest.raises(StaleBuild, match=r"changed: \[tool.reactor\] of pyproject.toml"):
        load(here / ".reactor" / "app")
    assert make(app).fresh
    project.write_text(TABLE + "[project]\nname = 'app'\n")
    assert not make(app).fresh
    project.write_text(TABLE.replace("load", "save"))
    assert make(app).fresh
    project.unlink()
    assert make(app).fresh


def test_a_broken_file_stops_the_build_and_the_serving_of_one(app: Path, here: Path) -> None:
    make(app)
    (here / "pyproject.toml").write_text("[tool.reactor]\nsignature = {}\n")
    for step in (lambda: make(app), lambda: load(here / ".reactor" / "app")):
        with pytest.raises(BrokenProject, match="unknown key 'signature'"):
            step()
