"""A build holds everything an app is served from, is left alone while nothing changes, and never half written."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reactor.build import folder as folders
from reactor.build import manifest
from reactor.build.errors import (
    BrokenScript,
    NoScript,
    StaleBuild,
    UnusableBuild,
    UnwritableBuild,
)
from reactor.build.make import load, make
from reactor.diagnostics import Diagnostic
from tests.build import simple_compiler


def test_the_folder_holds_all_parts(app: Path, here: Path) -> None:
    built = make(app).build
    assert built.folder == here / ".reactor" / "app"
    present = {path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*") if path.is_file()}
    assert present == {
        "script.py",
        "sources/pages/1_Map.py",
        "sources/prices.py",
        "program.json",
        "graph.json",
        "report.json",
        "report.txt",
        "manifest.json",
    }
    assert present == set(built.manifest.files)
    assert (built.folder / "sources/prices.py").read_text() == "NOW = 3\n"


def test_the_program_read_back_is_the_one_compiled(app: Path) -> None:
    assert make(app).build.program == simple_compiler.compile_app(app).program


def test_a_build_and_its_app_can_be_moved_together(app: Path, here: Path) -> None:
    make(app)
    moved = here.with_name("elsewhere")
    here.rename(moved)
    os.chdir(moved)
    built = load(Path(".reactor/app"))
    assert built.script == moved / "app.py"
    assert [Path(module.path).parent for module in built.program.modules] == [moved, moved / "pages", moved]


def test_the_same_inputs_are_not_built_twice(app: Path) -> None:
    first = make(app)
    before = (first.build.folder / "program.json").stat().st_mtime_ns
    second = make(app)
    assert (first.fresh, second.fresh) == (True, False)
    assert (second.build.folder / "program.json").stat().st_mtime_ns == before
    assert make(app, force=True).fresh


def test_a_touched_file_is_not_a_change(app: Path) -> None:
    make(app)
    os.utime(app)
    assert not make(app).fresh


def edit_script(here: Path) -> None:
    (here / "app.py").write_text("import streamlit as st\n")


def edit_module(here: Path) -> None:
    (here / "prices.py").write_text("NOW = 4\n")


def remove_page(here: Path) -> None:
    (here / "pages" / "1_Map.py").unlink()


def add_page(here: Path) -> None:
    (here / "pages" / "2_New.py").write_text("1\n")


def shadow_a_library(here: Path) -> None:
    (here / "streamlit.py").write_text("1\n")


def switch_magic_off(here: Path) -> None:
    (here / ".streamlit").mkdir()
    (here / ".streamlit" / "config.toml").write_text("[runner]\nmagicEnabled = false\n")


CHANGES = {
    edit_script: "changed: app.py",
    edit_module: "changed: prices.py",
    remove_page: "gone: pages/1_Map.py",
    add_page: "new: pages/2_New.py",
    shadow_a_library: "new: streamlit.py",
    switch_magic_off: "setting changed: runner.magicEnabled is False, was True",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_named_and_mended(app: Path, here: Path, change: object) -> None:
    folder = make(app).build.folder
    change(here)  # type: ignore[operator]
    with pytest.raises(StaleBuild) as caught:
        load(folder)
    assert CHANGES[change] in caught.value.message.splitlines()[1].strip()  # type: ignore[index]
    assert make(app).fresh
    assert load(folder).folder == folder


def test_a_new_file_nobody_imports_is_no_change(app: Path, here: Path) -> None:
    folder = make(app).build.folder
    (here / "notes.py").write_text("1\n")
    assert load(folder).folder == folder


@pytest.mark.parametrize("name", ["reactor", "streamlit", "python", "schema", "program"])
def test_another_version_is_built_again_and_not_served(app: Path, name: str) -> None:
    folder = make(app).build.folder
    path = folder / manifest.NAME
    data = json.loads(path.read_text())
    data["versions"][name] = "0.0"
    path.write_text(json.dumps(data))
    with pytest.raises(UnusableBuild, match=r"made with .* 0\.0, this is "):
        load(folder)
    assert make(app).fresh


@pytest.mark.parametrize("name", ["program.json", "report.json", "manifest.json"])
def test_a_damaged_build_is_built_again_and_not_served(app: Path, name: str) -> None:
    folder = make(app).build.folder
    (folder / name).write_text('{"schema": 1, "mod')
    with pytest.raises(UnusableBuild, match=r"damaged|cannot be read"):
        load(folder)


def test_a_damaged_program_is_made_again(app: Path) -> None:
    folder = make(app).build.folder
    (folder / "program.json").write_text("")
    assert make(app).fresh


def test_a_folder_with_other_files_is_not_replaced(app: Path, here: Path) -> None:
    with pytest.raises(UnwritableBuild, match=r"did not write: app\.py, .*prices\.py"):
        make(app, here)
    assert app.exists()


def test_a_file_put_into_a_build_is_not_lost(app: Path) -> None:
    folder = make(app).build.folder
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(UnwritableBuild, match=r"notes\.txt"):
        make(app, force=True)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_saved_while_it_is_compiled_is_compiled_again(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = iter(["NOW = 4\n", "NOW = 5\n"])

    def compile_slowly(script: Path, _unsaved: object) -> simple_compiler.Compiled:
        compiled = simple_compiler.compile_app(script)
        (script.parent / "prices.py").write_text(next(saves, "NOW = 5\n"))
        return compiled

    monkeypatch.setattr(sys.modules["reactor.pipeline"], "compile_app", compile_slowly)
    assert make(app).build.program.modules[2].transpiled == "NOW = 5\n"
    assert not make(app).fresh


def test_what_the_compiler_has_to_say_is_in_the_report(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = str(app.parent / "pages" / "1_Map.py")
    said = Diagnostic("star-import", page, 2, 0, "names from everywhere", "warning")
    compiled = replace(simple_compiler.compile_app(app), diagnostics=(said,))
    monkeypatch.setattr(sys.modules["reactor.pipeline"], "compile_app", lambda *_: compiled)
    built = make(app).build
    (item,) = built.report["diagnostics"]
    assert item["path"] == "pages/1_Map.py"
    line = "warning: pages/1_Map.py:2: names from everywhere (star-import)\n"
    assert (built.folder / "report.txt").read_text().endswith(line)


def test_an_empty_folder_is_taken(app: Path, here: Path) -> None:
    (here / "out").mkdir()
    assert make(app, Path("out")).build.folder == here / "out"


def test_a_failed_write_leaves_the_old_build(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(app).build.folder
    edit_module(app.parent)
    write_text = Path.write_text

    def full_disk(path: Path, text: str, **options: str) -> int:
        if path.name == "report.txt":
            raise OSError(28, "No space left on device")
        return write_text(path, text, **options)

    monkeypatch.setattr(Path, "write_text", full_disk)
    with pytest.raises(UnwritableBuild, match="No space left"):
        make(app)
    assert folders.read(folder).program.modules[2].transpiled == "NOW = 3\n"
    assert [path.name for path in folder.parent.iterdir()] == ["app"]


def test_scripts_of_one_name_have_builds_of_their_own(app: Path, here: Path) -> None:
    other = here / "other" / "app.py"
    other.parent.mkdir()
    other.write_text("import streamlit\n")
    outside = here.with_name("app.py")
    outside.write_text("import streamlit\n")
    names = [make(script).build.folder.relative_to(here / ".reactor").name for script in (app, other, outside)]
    assert names[:2] == ["app", "other-app"]
    assert re.fullmatch("app-[0-9a-f]{8}", names[2])


def test_the_last_build_is_the_one_made_or_confirmed_last(app: Path, here: Path) -> None:
    (here / "second.py").write_text("import streamlit\n")
    first, second = make(app).build.folder, make(here / "second.py").build.folder
    assert folders.last_build() == second
    make(app)
    assert folders.last_build() == first


def test_without_a_build_there_is_no_last_one(here: Path) -> None:
    with pytest.raises(UnusableBuild, match="no build found"):
        folders.last_build()


def test_a_folder_means_its_streamlit_app(app: Path, here: Path) -> None:
    app.rename(here / "streamlit_app.py")
    assert make(here).build.script == here / "streamlit_app.py"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("gone.py", "does not exist"),
        ("pages", "is a folder"),
        ("notes.txt", "a .txt file"),
        ("Makefile", "without ext"),
    ],
)
def test_what_is_no_script(app: Path, here: Path, given: str, message: str) -> None:
    (here / "notes.txt").touch()
    (here / "Makefile").touch()
    with pytest.raises(NoScript, match=message):
        make(Path(given))


def test_a_syntax_error_has_its_place(app: Path) -> None:
    app.write_text("import streamlit\nx = = 1\n")
    with pytest.raises(BrokenScript) as caught:
        make(app)
    assert (caught.value.path, caught.value.line, caught.value.column) == (app, 2, 4)


def test_an_encoding_error_has_its_line(app: Path) -> None:
    app.write_bytes(b"import streamlit\n# caf\xe9\n")
    with pytest.raises(BrokenScript, match="0xe9 is not utf-8") as caught:
        make(app)
    assert caught.value.line == 2


def test_an_unknown_encoding_is_named(app: Path) -> None:
    app.write_bytes(b"# -*- coding: klingon -*-\n")
    with pytest.raises(BrokenScript, match="unknown encoding: klingon"):
        make(app)


def test_a_declared_encoding_is_read(app: Path) -> None:
    app.write_bytes(b"# -*- coding: latin-1 -*-\nimport streamlit # caf\xe9\n")
    # The simple compiler reads UTF-8 only; the check before it let this pass.
    with pytest.raises(UnicodeDecodeError):
        make(app)
