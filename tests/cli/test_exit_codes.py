"""Every problem is one message, a documented exit code, and no traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reactor.build import verdict
from reactor.cli.problems import Exit
from tests.cli.conftest import Reactor

TOP = Path(__file__).parents[2]
README = TOP / "README.md"


def test_every_reason_has_a_text() -> None:
    from reactor.build.rules import rules
    from reactor.effects.signatures import load

    sources = "".join(path.read_text(encoding="utf-8") for path in (TOP / "reactor").rglob("*.py"))
    emitted = set(re.findall(r'[Rr]eason\((?:[\w.]+, )?\s*"([a-z-]+)"', sources))
    described = {kind for effect in load().to_data()["effects"] for kind in [effect.get("volatile")] if kind}
    assert {verdict.RANGE_ALWAYS, verdict.RANGE_VOLATILE, *emitted, *described} <= set(rules())
    for rule in rules().values():
        assert rule.summary
        assert rule.seen
        assert rule.why


def test_a_rule_is_explained(reactor: Reactor) -> None:
    result = reactor("rule", "clock")
    assert result.stdout.startswith("# clock: reads the clock\n\n## What was seen\n")
    assert result.stdout == (TOP / "docs" / "codes" / "clock.md").read_text(encoding="utf-8")
    assert "range-volatile" in reactor("rule").stdout


def expect(reactor: Reactor, arguments: list[str], code: Exit, *messages: str, **environment: str) -> None:
    result = reactor(*arguments, **environment)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    for message in messages:
        assert message in result.stderr


def test_a_broken_pyproject_is_named_by_file_and_key(reactor: Reactor, app: Path, here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.reactor.signatures.lab.effects.e]\nmutates = 'self'\n")
    message = "error: pyproject.toml: tool.reactor.signatures.lab.effects.e.mutates: 'self' where a list of references"
    expect(reactor, ["build", "app.py"], Exit.SCRIPT, message, "hint: docs/signatures.md has the whole table")
    (here / "pyproject.toml").write_text("[tool\n")
    expect(reactor, ["build", "app.py"], Exit.SCRIPT, "error: pyproject.toml:1: is not TOML: ")


def test_the_readme_lists_every_code() -> None:
    listed = re.findall(r"^\| (\d+) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [str(int(code)) for code in Exit]


def test_help_is_quick_and_imports_nothing_heavy(reactor: Reactor) -> None:
    result = reactor("--help", PYTHONPROFILEIMPORTTIME="1")
    assert result.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert not imported & {"streamlit", "libcst", "networkx", "flask", "watchdog"}
    assert "click" in imported


def test_a_syntax_error(reactor: Reactor, app: Path) -> None:
    app.write_text("import streamlit as st\nst.write(1))\n")
    expect(reactor, ["build", "app.py"], Exit.SCRIPT, "error: app.py:2:12: unmatched ')'", "    2 | st.write(1))", "^")
    expect(reactor, ["serve", "app.py"], Exit.SCRIPT, "app.py:2:12")


def test_a_syntax_error_in_a_page(reactor: Reactor, app: Path, here: Path) -> None:
    (here / "pages").mkdir()
    (here / "pages" / "map.py").write_text("def f(:\n")
    expect(reactor, ["build", "app.py"], Exit.SCRIPT, "error: pages/map.py:1:7: ")


def test_an_encoding_error(reactor: Reactor, app: Path) -> None:
    app.write_bytes(b"import streamlit\n\n# caf\xe9\n")
    expect(
        reactor, ["build", "app.py"], Exit.SCRIPT, "error: app.py:3: byte 0xe9 is not utf-8", "save the file as UTF-8"
    )


def test_no_script(reactor: Reactor, app: Path, here: Path) -> None:
    (here / "notes.txt").touch()
    (here / "empty").mkdir()
    expect(reactor, ["build", "ap.py"], Exit.USAGE, "error: ap.py does not exist", "this folder has app.py, prices.py")
    expect(reactor, ["build", "empty"], Exit.USAGE, "error: empty is a folder")
    expect(reactor, ["serve", "notes.txt"], Exit.USAGE, "error: notes.txt is a .txt file")


def test_wrong_usage(reactor: Reactor, app: Path) -> None:
    expect(reactor, ["build"], Exit.USAGE, "Missing argument 'SCRIPT'")
    expect(reactor, ["serve", "--prt", "1"], Exit.USAGE, "No such option")
    expect(reactor, ["serve", "app.py", "--watch", "--production"], Exit.USAGE, "choose one")
    expect(reactor, ["serve", "app.py", "--server.prt=1"], Exit.USAGE, "No such option '--server.prt'")
    expect(reactor, ["serve", "app.py", "--server.port=x"], Exit.USAGE, "'x' is not a valid integer")
    expect(reactor, ["explain", "app.py"], Exit.USAGE, "'app.py' is not FILE:LINE")
    expect(reactor, ["explain", "app.py:99"], Exit.USAGE, "app.py has 5 lines")
    expect(reactor, ["graph", "app.py", "--from", "lo"], Exit.USAGE, "variable 'lo'", "did you mean low")
    expect(reactor, ["rule", "clok"], Exit.USAGE, "there is no code 'clok'; did you mean clock?")


def test_builds_that_cannot_be_served(reactor: Reactor, app: Path, here: Path) -> None:
    expect(reactor, ["serve"], Exit.BUILD, "error: no build found here")
    assert reactor("build", "app.py").returncode == 0
    app.write_text("import streamlit as st\nst.write(2)\n")
    (here / "prices.py").unlink()
    expect(
        reactor,
        ["serve", ".reactor/app"],
        Exit.BUILD,
        "error: .reactor/app is older than its sources:",
        "  changed: app.py",
        "  gone: prices.py",
        "--rebuild",
    )
    assert reactor("build", "app.py").returncode == 0
    manifest = here / ".reactor" / "app" / "manifest.json"
    data = json.loads(manifest.read_text())
    data["versions"]["streamlit"] = "1.66.0"
    manifest.write_text(json.dumps(data))
    expect(reactor, ["serve", ".reactor/app"], Exit.BUILD, "made with Streamlit 1.66.0, this is 1.67")


def test_too_little_can_be_skipped(reactor: Reactor, app: Path) -> None:
    app.write_text(f"{app.read_text()}print(low)\n")
    expect(reactor, ["build", "app.py", "--fail-under", "90"], Exit.SHARE, "75.0 % of the statements", "reactor rule")
    assert reactor("build", "app.py", "--fail-under", "75").returncode == Exit.FINE
    expect(reactor, ["build", "app.py", "--watch", "--fail-under", "75"], Exit.USAGE, "--watch is for")


def test_a_busy_port(reactor: Reactor, app: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        expect(
            reactor, ["serve", "app.py", "--port", str(port)], Exit.ADDRESS, f"error: port {port} is in use", "--port"
        )


def test_an_address_of_another_machine(reactor: Reactor, app: Path) -> None:
    expect(reactor, ["serve", "app.py", "--host", "192.0.2.1"], Exit.ADDRESS, "error: cannot listen on 192.0.2.1:8501")


def test_an_output_folder_that_is_not_ours(reactor: Reactor, app: Path) -> None:
    expect(reactor, ["build", "app.py", "-o", "."], Exit.OUTPUT, "holds files that Reactor did not write: app.py")
    expect(reactor, ["build", "app.py", "-o", "app.py"], Exit.OUTPUT, "error: app.py is a file")
    assert app.exists()


def test_another_streamlit(reactor: Reactor, app: Path, here: Path) -> None:
    fake = here / "fake" / "streamlit-1.99.0.dist-info"
    fake.mkdir(parents=True)
    (fake / "METADATA").write_text("Metadata-Version: 2.1\nName: streamlit\nVersion: 1.99.0\n")
    arguments, path = ["serve", "app.py", "--port", "1", "--host", "192.0.2.1"], str(here / "fake")
    expect(reactor, arguments, Exit.STREAMLIT, "error: Streamlit 1.99.0 is installed", "1.67", PYTHONPATH=path)
    expect(
        reactor,
        [*arguments, "--allow-untested-streamlit"],
        Exit.ADDRESS,
        "warning: Streamlit 1.99.0 is installed",
        PYTHONPATH=path,
    )


def test_an_asgi_application(reactor: Reactor, here: Path) -> None:
    (here / "app.py").write_text("import streamlit as st\napp = st.App('page.py')\n")
    expect(reactor, ["serve", "app.py"], Exit.USAGE, "error: app.py: is an ASGI application (app)")


def test_ctrl_c_while_building(app: Path, here: Path) -> None:
    broken = here / "broken"
    broken.mkdir()
    (broken / "libcst.py").write_text("import time\nprint('compiling', flush=True)\ntime.sleep(60)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "reactor", "build", "app.py"],
        env={**os.environ, "PYTHONPATH": str(broken)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "compiling\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert "Interrupted." in said
    assert "Traceback" not in said


def test_a_fault_of_ours_is_one_line(reactor: Reactor, here: Path) -> None:
    app = here / "app.py"
    app.write_text("import streamlit\n")
    broken = here / "broken"
    broken.mkdir()
    (broken / "libcst.py").write_text("raise RuntimeError('out of order')\n")
    expect(
        reactor, ["build", "app.py"], Exit.INTERNAL, "error: internal error: ", "out of order", PYTHONPATH=str(broken)
    )
    result = reactor("build", "app.py", PYTHONPATH=str(broken), REACTOR_DEBUG="1")
    assert "Traceback" in result.stderr


@pytest.mark.parametrize("command", ["build", "serve", "graph", "explain", "rule", "vscode", "verify", "lsp", "trace"])
def test_every_command_has_help(reactor: Reactor, command: str) -> None:
    result = reactor(command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: python -m reactor {command}") or f"reactor {command}" in result.stdout
