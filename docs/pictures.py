"""Makes the pictures of the README: an example in the browser, and its source coloured by what one event reran.

    python docs/pictures.py

Needs Chromium, and what the example needs.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from reactor.verify.app import App
from reactor.verify.events import Set
from reactor.verify.play import record
from reactor.verify.targets import Runner, Zygote

PICTURES = Path(__file__).parent / "pictures"
APP = Path(__file__).parent.parent / "examples" / "explorer" / "app.py"
EVENT = Set("Market segments", 6)
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


def photograph_app(page: Page) -> None:
    """Serve the example and take its picture."""
    command = [sys.executable, "-m", "reactor", "serve", str(APP), "--headless", "--port", "8599"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        page.set_viewport_size({"width": 1400, "height": 900})
        page.goto("about:blank")
        for _ in range(60):
            try:
                page.goto("http://127.0.0.1:8599")
                break
            except Exception:
                page.wait_for_timeout(500)
        page.wait_for_selector("[data-testid=stDataFrame], [data-testid=stVegaLiteChart]", timeout=120_000)
        page.wait_for_selector("[data-test-script-state=notRunning]", timeout=120_000)
        page.wait_for_timeout(3_000)
        page.screenshot(path=PICTURES / "explorer.png")
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Make both pictures."""
    PICTURES.mkdir(exist_ok=True)
    page_source = coloured()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = chromium.new_page()
        photograph_app(page)
        page.set_viewport_size({"width": 1500, "height": 900})
        page.set_content(page_source)
        page.screenshot(path=PICTURES / "what-ran.png", full_page=True)
        chromium.close()


if __name__ == "__main__":
    main()
