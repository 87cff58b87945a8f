"""Files as inputs of regions: what is seen, what counts as changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reactor_runtime.engine import audit, files
from reactor_runtime.program import FILE_NAME, Check, Range, Reason
from tests.engine.scripts import Script, region

READS = (Reason("file-read", 1, "a call"),)
OLD = 1_600_000_000_123_456_789


@pytest.fixture(autouse=True, scope="module")
def observed() -> None:
    audit.install()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.txt"
    path.write_text("one")
    return path


def reading(act: Callable[..., Any], **fields: Any) -> Script:
    """A script of one region that acts on ``path``."""
    fields.setdefault("files", READS)
    script = Script(
        """
        path, act = inputs["path"], inputs["act"]
        if _r.run(1):
            ran(act(path))
            _r.done(1)
        """,
        region(1, "path act", **fields),
    )
    script.inputs["act"] = act
    return script


def text(path: Path) -> str:
    with open(path) as stream:
        return stream.read()


def test_a_region_that_reads_a_file_runs_when_its_content_changes(data: Path) -> None:
    script = reading(text)
    assert script.run(path=data) == ["one"]
    assert script.run() == []
    data.write_text("two")
    assert script.run() == ["two"]
    assert script.run() == []


def test_a_file_written_anew_with_the_same_content_is_the_same_input(data: Path) -> None:
    script = reading(text)
    script.run(path=data)
    os.utime(data, ns=(OLD, OLD))
    assert script.run() == []
    data.unlink()
    data.write_text("one")
    assert script.run() == []
    data.write_text("two")
    assert script.run() == ["two"]


def test_a_change_that_keeps_size_and_time_of_modification_is_seen(data: Path) -> None:
    os.utime(data, ns=(OLD, OLD))
    script = reading(text)
    script.run(path=data)
    data.write_text("eno")
    os.utime(data, ns=(OLD, OLD))
    assert script.run() == ["eno"]


def test_a_file_that_comes_and_goes(tmp_path: Path) -> None:
    def perhaps(path: Path) -> str:
        try:
            return text(path)
        except OSError as error:
            return type(error).__name__

    path = tmp_path / "late"
    script = reading(perhaps)
    assert script.run(path=path) == ["FileNotFoundError"]
    assert script.run() == []
    path.write_text("here")
    assert script.run() == ["here"]
    path.unlink()
    assert script.run() == ["FileNotFoundError"]
    path.mkdir()
    assert script.run() == ["IsADirectoryError"]


def test_a_link_that_is_turned_elsewhere_is_another_input(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).write_text(name)
    link = tmp_path / "link"
    link.symlink_to("first")
    script = reading(text)
    assert script.run(path=link) == ["first"]
    link.unlink()
    link.symlink_to("second")
    assert script.run() == ["second"]


def test_an_execution_that_was_not_seen_to_read_is_not_reused(data: Path) -> None:
    script = reading(lambda _path: "nothing")
    script.run(path=data)
    assert script.run() == ["nothing"]


@pytest.mark.parametrize(
    "act",
    [
        lambda path: (text(path), path.with_name("new").write_text("x"))[1],
        lambda path: (text(path), os.listdir(path.parent))[0],
        lambda path: (text(path), path.with_name("gone").unlink(missing_ok=True))[0],
        lambda path: (text(path), os.utime(path))[0],
        lambda path: open(path, "r+").close(),
        lambda path: text(Path("/proc/self/stat")) and 1,
        lambda path: open(os.open(path, os.O_RDONLY)).close(),
    ],
    ids=["writes", "lists", "removes", "touches", "opens to change", "made up by the kernel", "by its number"],
)
def test_what_does_more_outside_than_reading_is_not_reused(act: Callable[[Path], Any], data: Path) -> None:
    script = reading(act)
    script.run(path=data)
    assert script.run() != []


def test_an_empty_file_has_nothing_to_tell_it_by(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    script = reading(text)
    script.run(path=tmp_path / "empty")
    assert script.run() == [""]


def test_a_file_changed_while_it_is_read_is_no_input(data: Path) -> None:
    def read_and_change(path: Path) -> str:
        found = text(path)
        os.utime(path, ns=(OLD, OLD))
        return found

    script = reading(read_and_change)
    script.run(path=data)
    assert script.run() == ["one"]


def test_what_happens_in_a_cached_function_is_no_input(data: Path) -> None:
    def cached(path: Path) -> str:
        recording = script.walk.recording
        assert recording is not None
        recording.unseen += 1
        found = text(path)
        recording.unseen -= 1
        return found

    script = reading(cached, files=(), opens=True)
    script.run(path=data)
    data.write_text("two")
    assert script.run() == []


def test_a_region_that_is_known_to_have_nothing_to_do_with_files_is_left_alone(data: Path) -> None:
    script = reading(text, files=())
    script.run(path=data)
    data.write_text("two")
    assert script.run() == []


@pytest.mark.parametrize(
    ("value", "reused"),
    [("data.txt", True), (Path("data.txt"), True), ("s3://bucket/data.txt", False), (3, False)],
)
def test_a_name_is_looked_at_when_it_is_used(value: Any, reused: bool, data: Path) -> None:
    check = Check(("path",), FILE_NAME, (), 1)
    script = reading(lambda _path: text(data), checks=(check,))
    script.run(path=value)
    assert (script.run() == []) is reused


def test_the_answer_of_the_start_of_a_walk_lasts_if_nothing_writes(data: Path) -> None:
    lasting, passing = files.Looks(True), files.Looks(False)
    was = files.before(str(data))
    first, second = (files.FileInput(str(data), was.look, was.content, looks) for looks in (lasting, passing))
    lasting.walk = passing.walk = 1
    assert first.may_hold()
    assert not second.may_hold()
    data.write_text("two, longer")
    assert first.holds()
    assert not second.holds()
    lasting.walk = 2
    assert not first.holds()


def test_a_list_that_a_file_adds_to_after_the_file_was_written(data: Path) -> None:
    """The list is made before the file changes in the same walk: nothing of it may have been skipped by then."""
    script = Script(
        """
        path, text = inputs["path"], inputs["text"]
        if _r.run(1):
            rows = ["start"]; ran("rows")
            _r.done(1)
        if _r.run(2):
            path.write_text(inputs["content"]); ran("write")
            _r.done(2)
        if _r.run(3):
            rows.append(text(path)); ran("append")
            _r.done(3)
        if _r.run(4):
            ran(list(rows))
            _r.done(4)
        """,
        region(1, binds="rows", ranges=(0,), forces=(0,)),
        region(2, "path", volatile=(Reason("file-write", 2, ""),)),
        region(3, "rows path", mutates=("rows",), ranges=(0,), forces=(0,), files=READS),
        region(4, "rows", ranges=(0,)),
        ranges=(Range(0, ("rows",), ((0, 1), (0, 3), (0, 4)), ((0, 1), (0, 3))),),
    )
    script.inputs["text"] = text
    assert script.run(path=data, content="a") == ["rows", "write", "append", ["start", "a"]]
    assert script.run(content="b") == ["rows", "write", "append", ["start", "b"]]
