"""The parts of the verifier that need no app: the fewest items, event files, copies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from reactor.verify import script
from reactor.verify.app import App, fresh_copy, size
from reactor.verify.events import Click, Set
from reactor.verify.fewest import fewest, needed
from reactor_runtime.program import ModuleProgram, Program


def never() -> bool:
    return False


@pytest.mark.parametrize("wanted", [(), (0,), (19,), (3, 4), (0, 7, 19), tuple(range(20))])
def test_the_fewest_items_are_found(wanted: tuple[int, ...]) -> None:
    assert fewest(range(20), lambda some: set(wanted) <= set(some), never) == wanted


def test_an_item_that_becomes_needless_is_left_out_too() -> None:
    # Every number needs all the smaller ones, unless it is gone itself.
    assert fewest((1, 2, 3), lambda some: some == tuple(range(1, len(some) + 1)), never) == ()


def test_looking_for_the_fewest_ends_when_it_is_late() -> None:
    tried: list[tuple[int, ...]] = []

    def holds(some: tuple[int, ...]) -> bool:
        tried.append(some)
        return 0 in some

    assert 0 in fewest(range(64), holds, lambda: len(tried) > 3)
    assert len(tried) == 4


@pytest.mark.parametrize("wanted", [(0,), (11,), (19,), (2, 3), (0, 10, 19)])
def test_the_needed_items_are_found(wanted: tuple[int, ...]) -> None:
    assert needed(range(20), lambda some: set(wanted) <= set(some), never) == wanted


def test_of_items_that_would_do_the_earliest_is_named() -> None:
    assert needed(range(20), lambda some: bool({4, 9} & set(some)), never) == (4,)


def test_nothing_is_named_if_nothing_suffices_or_time_is_up() -> None:
    def in_vain(_some: Sequence[int]) -> bool:
        return False

    assert needed(range(20), in_vain, never) is None
    assert needed(range(20), lambda some: 7 in some, lambda: True) is None


def test_events_are_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "app.events"
    events = (Set("Low", [1.5]), Click("Go"))
    script.write(path, events, ["play it"])
    assert path.read_text() == '# play it\n\nset "Low" [1.5]\nclick "Go"\n'
    assert script.read(path) == events


def test_in_a_python_file_only_marked_lines_are_events(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text('import streamlit as st\nst.button("Go")\n# > click "Go"\n# > ran 2\n# a comment\n')
    assert script.read(path) == (Click("Go"),)


@pytest.mark.parametrize("text", ["jump", "set", 'click "Go', 'click "Go" "a" 1 2 3'])
def test_a_line_that_is_no_event_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "app.events"
    path.write_text(f"# first\n{text}\n")
    with pytest.raises(script.NoEvent) as problem:
        script.read(path)
    assert problem.value.line == 2


def test_a_copy_holds_the_app_and_no_more(tmp_path: Path) -> None:
    root = tmp_path / "project"
    outside = tmp_path / "data"
    for folder in ("pages", ".streamlit", ".git", "__pycache__", ".reactor/app", "env", "env/lib"):
        (root / folder).mkdir(parents=True)
    (root / "env" / "pyvenv.cfg").touch()
    for file in ("app.py", "pages/two.py", ".streamlit/secrets.toml", ".git/HEAD", "env/lib/big.py"):
        (root / file).write_text(file)
    outside.mkdir()
    (root / "data").symlink_to("../data")
    (root / "same.py").symlink_to(root / "app.py")
    os.mkfifo(root / "pipe")
    app = App(root / "app.py", root, root / "pages", program=Program((_module(root / "app.py"),)))
    copy = fresh_copy(app, tmp_path / "place")
    assert copy.root == tmp_path / "place" / "app"
    assert copy.script == copy.root / "app.py"
    assert copy.work == copy.root / "pages"
    assert copy.program is not None
    assert copy.program.modules[0].path == str(copy.script)
    assert sorted(path.relative_to(copy.root).as_posix() for path in copy.root.rglob("*")) == [
        ".streamlit", ".streamlit/secrets.toml", "app.py", "data", "pages", "pages/two.py", "same.py",
    ]  # fmt: skip
    assert (copy.root / "data").resolve() == outside
    assert (copy.root / "same.py").resolve() == copy.script
    assert size(root) == len("app.pypages/two.py.streamlit/secrets.toml")


def test_what_a_run_wrote_is_gone_from_the_next_copy(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "app.py").touch()
    app = App.of(tmp_path / "app" / "app.py")
    first = fresh_copy(app, tmp_path / "place")
    (first.root / "left.txt").touch()
    assert [path.name for path in fresh_copy(app, tmp_path / "place").root.iterdir()] == ["app.py"]


def _module(path: Path) -> ModuleProgram:
    return ModuleProgram(0, "__main__", str(path), "", "", (), (), ())
