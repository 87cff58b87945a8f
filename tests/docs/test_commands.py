"""Every command that the documentation shows is understood, and those that come to an end by themselves are run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reactor.cli import main

TOP = Path(__file__).parents[2]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]

# These serve until somebody stops them, or play an app for minutes; each has tests of its own.
ENDLESS = {"serve", "verify", "lsp"}

# The README speaks of the explorer, the other pages of the tutorial's script.
EXPLORER = TOP / "examples" / "explorer" / "app.py"


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in a language; "" for those without one."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [text for named, text in found if named == language]


def shown(page: Path) -> Iterator[list[str]]:
    """The arguments of each command on a page, without what stands in brackets for something optional."""
    for block in blocks(page, ""):
        for line in block.splitlines():
            if line.startswith("reactor "):
                yield shlex.split(re.sub(r"\[.*?\]", "", line), comments=True)[1:]


def mentioned(page: Path) -> Iterator[list[str]]:
    """The same for commands in the middle of a sentence, which may be parts of one."""
    for text in re.findall(r"`reactor ([a-z][^`]*)`", page.read_text(encoding="utf-8")):
        # `reactor event` is what a span is called.
        if text != "event":
            yield shlex.split(re.sub(r"\[.*?\]", "", text))


def tutorial() -> str:
    return blocks(TOP / "docs" / "tutorial.md", "python")[0]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    event = {"session": "a", "event": 1, "at": 0, "seconds": 1, "ending": "success", "page": "", "ran": 0, "skipped": 0}
    lines = [{"schema": 1, "files": []}, *[{**event, "visits": []}] * 3]
    for trace in (tmp_path / "app.trace", tmp_path / ".reactor" / "app.trace"):
        trace.parent.mkdir(exist_ok=True)
        trace.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    # What a page calls a file of the reader's.
    (tmp_path / "FILE").touch()
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page(page: Path, here: Path) -> None:
    source = EXPLORER.read_text(encoding="utf-8") if page.name == "README.md" else tutorial()
    (here / "app.py").write_text(source, encoding="utf-8")
    for arguments in shown(page):
        name, *rest = arguments
        if name in ENDLESS or "--watch" in rest:
            with click.Context(main, **main.context_settings) as above:
                main.commands[name].make_context(name, rest, parent=above)
            continue
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"reactor {' '.join(arguments)}\n{result.output}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_sentence_names_is_there(page: Path, here: Path) -> None:
    source = EXPLORER.read_text(encoding="utf-8") if page.name == "README.md" else tutorial()
    (here / "app.py").write_text(source, encoding="utf-8")
    for name, *rest in mentioned(page):
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        options = {word.partition("=")[0] for word in rest if word.startswith("-")}
        assert options <= known, f"reactor {name}"
        if any(word.startswith("app.py") for word in rest) and name not in ENDLESS:
            result = CliRunner().invoke(main, [name, *rest])
            assert result.exit_code == 0, f"reactor {name} {' '.join(rest)}\n{result.output}"


def test_the_documentation_shows_every_command() -> None:
    named = {arguments[0] for page in PAGES for arguments in shown(page)}
    assert named == set(main.commands)


def test_the_tutorial_says_what_is_so(here: Path) -> None:
    (here / "app.py").write_text(tutorial())
    explained = CliRunner().invoke(main, ["explain", "app.py:20"]).stdout
    (told,) = (block for block in blocks(TOP / "docs" / "tutorial.md", "") if block.startswith("app.py:20"))
    assert explained.startswith(told)
    built = CliRunner().invoke(main, ["build", "app.py"]).stdout
    assert re.findall(r"^info: app\.py:(\d+)", built, re.MULTILINE) == ["24"]
    followed = CliRunner().invoke(main, ["graph", "app.py", "--from", "Limit"]).stdout
    assert re.findall(r"^ +(\d+)   \S", followed, re.MULTILINE) == ["19", "20", "21", "22"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
