"""`reactor verify`: what it says, what it writes, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from reactor.cli.problems import Exit
from reactor.verify import script
from reactor.verify.events import Set
from tests.cli.conftest import Reactor
from tests.verify.damaged import damage_build, without_read

MAIN = """\
import streamlit as st
import prices
low = st.slider("Low", 0, 9)
st.write(prices.above(low))
with open("log.txt", "a") as log:
    log.write("run ")
"""

PAGE = """\
import os
import sys
import streamlit as st
n = st.slider("n", 0, 5)
twice = n * 2
found = sys.argv[1:], os.path.basename(os.getcwd()), st.get_option("theme.base"), st.get_option("theme.font")
st.text(f"{twice} {st.secrets['who']} {found}")
"""


def test_an_app_that_agrees(reactor: Reactor, app: Path) -> None:
    result = reactor("verify", "app.py", "--events", "3", "--seeds", "2", "--seed", "4")
    assert result.returncode == Exit.FINE, result.stdout + result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("app.py agrees with Streamlit: 3 events (seed 4); after the first load ")
    assert "(seed 5)" in second
    assert "Playing app.py under Streamlit (seed 4) ..." in result.stderr


def test_a_wrong_build_is_found_out_and_what_shows_it_can_be_played_again(reactor: Reactor, app: Path) -> None:
    here = app.parent
    assert reactor("build", "app.py").returncode == 0
    build = here / ".reactor" / "app"
    damage_build(build, "app.py", 4, without_read("low"))
    (here / "mine.txt").write_text('# a remark\nrerun\nset "Low" [3.0]\nrerun\n')
    result = reactor("verify", ".reactor/app", "--script", "mine.txt")
    assert result.returncode == Exit.DIFFERENCE, result.stdout + result.stderr
    said = result.stdout
    assert said.startswith("app.py differs under Reactor (mine.txt)\n")
    assert "First divergent statement: app.py:4: table = prices.above(low)\n" in said
    assert 'after event 1 (set "Low" [3.0])\n    tree.main[1].json.body\n      Streamlit  ' in said
    assert "      Reactor    '[0,1,2,3" not in said
    assert '1 event shows it:\n  load\n  set "Low" [3.0]\n' in said
    again = ["verify", ".reactor/app", "--script", ".reactor/app.events"]
    assert f"Written to .reactor/app.events; play it again: reactor {' '.join(again)}\n" in said
    written = here / ".reactor" / "app.events"
    assert script.read(written) == (Set("Low", [3.0]),)
    assert "# First divergent statement: app.py:4: table = prices.above(low)\n" in written.read_text()
    replayed = reactor(*again, "-o", "other.events")
    assert replayed.returncode == Exit.DIFFERENCE
    assert script.read(here / "other.events") == (Set("Low", [3.0]),)


def test_pages_settings_secrets_and_arguments_are_those_of_the_app(reactor: Reactor, here: Path) -> None:
    shop = here / "shop"
    (shop / "pages").mkdir(parents=True)
    (here / ".streamlit").mkdir()
    (here / ".streamlit" / "config.toml").write_text('[theme]\nbase = "dark"\nfont = "serif"\n')
    (here / ".streamlit" / "secrets.toml").write_text('who = "Ada"\n')
    (shop / "prices.py").write_text("def above(low):\n    return [n for n in range(10) if n > low]\n")
    (shop / "app.py").write_text(MAIN)
    (shop / "pages" / "two.py").write_text(PAGE)
    (here / "events.txt").write_text('set "Low" [3.0]\npage "two"\nset "n" [2.0]\n')
    assert reactor("build", "shop/app.py").returncode == 0
    damage_build(here / ".reactor" / "shop-app", "two.py", 5, without_read("n"))
    options = ["--script", "events.txt", "--theme.font=monospace"]
    result = reactor("verify", ".reactor/shop-app", *options, "--", "mine")
    assert result.returncode == Exit.DIFFERENCE, result.stdout + result.stderr
    assert "First divergent statement: shop/pages/two.py:5: twice = n * 2\n" in result.stdout
    found = "Ada (['mine'], 'app', 'dark', 'monospace')"
    assert f'      Streamlit  "4 {found}"\n      Reactor    "0 {found}"\n' in result.stdout
    assert '2 events show it:\n  load\n  page "two"\n  set "n" [2.0]\n' in result.stdout
    assert sorted(path.name for path in here.iterdir()) == [".reactor", ".streamlit", "events.txt", "shop"]


def test_a_file_with_a_line_that_is_no_event(reactor: Reactor, app: Path) -> None:
    (app.parent / "mine.txt").write_text('set "Low" [3.0]\njump\n')
    result = reactor("verify", "app.py", "--script", "mine.txt")
    assert result.returncode == Exit.USAGE
    assert "error: mine.txt:2: no such event: 'jump'\n    2 | jump\n" in result.stderr


def test_wrong_usage(reactor: Reactor, app: Path) -> None:
    elsewhere = app.parent / "elsewhere"
    elsewhere.mkdir()
    result = reactor("verify", "app.py", "--root", "elsewhere")
    assert result.returncode == Exit.USAGE
    assert "error: app.py is not in elsewhere" in result.stderr


def test_ctrl_c_ends_it_and_the_app(here: Path) -> None:
    alive = here / "alive"
    os.mkfifo(alive)
    (here / "app.py").write_text(
        "import sys\nimport time\nimport streamlit as st\n"
        "pipe = open(sys.argv[1], 'w')\npipe.write('here')\npipe.flush()\ntime.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "reactor", "verify", "app.py", "--", str(alive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with alive.open() as app:
        assert app.read(4) == "here"
        # As a terminal does: to every process of the group.
        os.killpg(process.pid, signal.SIGINT)
        # The end of the file: the last process that has the pipe open is gone.
        assert app.read() == ""
    said = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED
    assert said[0] == ""
    assert "Interrupted." in said[1]
    assert "Traceback" not in said[1]
