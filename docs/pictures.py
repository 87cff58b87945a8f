"""Makes the pictures of the README: an example in the browser, its source coloured by what one event reran, and the
inspector showing the same event.

    python docs/pictures.py

Needs Chromium, and what the example needs.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, sync_playwright

from reactor.verify.app import App
from reactor.verify.events import Set
from reactor.verify.play import record
from reactor.verify.targets import Runner, Zygote

PICTURES = Path(__file__).parent / "pictures"
APP = Path(__file__).parent.parent / "examples" / "explorer" / "app.py"
EVENT = Set("Market segments", 6)
# Milliseconds for what takes long where the machine does something else as well.
WAIT = 120_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
STYLE = """
body { margin: 0; font: 12px/1.5 monospace; background: #fff; color: #333 }
h1 { font: 600 15px sans-serif; margin: 0; padding: 12px 14px }
main { columns: 2; column-gap: 0 }
p { margin: 0; padding: 0 14px; white-space: pre; overflow: hidden }
.ran { background: #ffdfae; color: #000 } .skipped { color: #9aa0a8 }
b { display: inline-block; width: 36px; color: #b9bdc4; font-weight: 400 }
"""


def what_ran() -> tuple[dict[int, str], int, int]:
    """What became of each line when the event came, how many regions ran, and how many there are."""
    with tempfile.TemporaryDirectory() as folder, Zygote() as zygote:
        moments = record(zygote, Runner.REACTOR, App.of(APP), Path(folder), [EVENT], timeout=120)
    trace = moments[-1].observed.trace
    lines: dict[int, str] = {}
    for _, line, outcome, *_ in trace:
        if lines.get(line) != "ran":
            lines[line] = outcome
    return lines, sum(outcome == "ran" for _, _, outcome, *_ in trace), len(trace)


def coloured() -> str:
    """The source as a page."""
    lines, ran, all_regions = what_ran()
    rows: list[str] = []
    current = ""
    for number, text in enumerate(APP.read_text("utf-8").splitlines(), 1):
        if number in lines:
            current = lines[number]
        elif not text.startswith((" ", ")", "]")):
            current = ""
        rows.append(f'<p class="{current}"><b>{number}</b>{html.escape(text) or " "}</p>')
    title = f"“Market segments” set to 6: {ran} of {all_regions} regions ran"
    return f"<style>{STYLE}</style><h1>{title}</h1><main>{''.join(rows)}</main>"


@contextmanager
def served() -> Iterator[str]:
    """The address of the example while it is served."""
    command = [sys.executable, "-u", "-m", "reactor", "serve", str(APP), "--headless", "--port", "0", "--no-watch"]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            yield next(found[1] for line in server.stdout if (found := re.search(r"URL: (\S+)", line)))
        finally:
            server.terminate()
            server.wait()


def wait_until_drawn(app: Page | FrameLocator) -> None:
    """Wait for the app's last chart, and for the script's end."""
    app.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for(timeout=WAIT)
    app.locator("[data-test-script-state=notRunning]").wait_for(timeout=WAIT)


def photograph_app(page: Page, url: str) -> None:
    """The example in the browser."""
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(url)
    wait_until_drawn(page)
    page.wait_for_timeout(3_000)
    page.screenshot(path=PICTURES / "explorer.png")


def photograph_inspector(page: Page, url: str) -> None:
    """The inspector after the event, with a statement chosen that ran because of it."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{url}/_reactor/")
    app = page.frame_locator("#app iframe")
    wait_until_drawn(app)
    page.locator("#summary", has_text="first run:").wait_for(timeout=WAIT)
    # The sidebar is folded away in so narrow a frame.
    app.get_by_test_id("stExpandSidebarButton").click()
    field = app.get_by_label(EVENT.target).locator("visible=true").first
    field.fill(str(EVENT.value))
    field.press("Enter")
    page.locator("#summary", has_text=EVENT.target).wait_for(timeout=WAIT)
    page.locator("button.line[data-outcome=ran]", has_text="clusters = ").click()
    page.wait_for_timeout(1_000)
    page.screenshot(path=PICTURES / "inspector.png")


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    page_source = coloured()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = chromium.new_page(color_scheme="light")
        with served() as url:
            photograph_app(page, url)
            photograph_inspector(page, url)
        page.set_viewport_size({"width": 1500, "height": 900})
        page.set_content(page_source)
        page.screenshot(path=PICTURES / "what-ran.png", full_page=True)
        chromium.close()


if __name__ == "__main__":
    main()
