"""`python -m reactor.verify.sweep DIR [--events N] [--seed S] [--jobs J] [--json FILE]`: every app of a folder.

An app is a `.py` file that imports streamlit and is no test. The summary is printed, and written as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from reactor.verify.app import App, stage
from reactor.verify.targets import Runner, Zygote
from reactor.verify.verdict import Outcome, Verdict, chosen, judge, texts


def apps(folder: Path, pattern: str) -> list[Path]:
    """The scripts to run, in order."""
    found = sorted(path for path in folder.glob(pattern) if not path.stem.endswith("_test"))
    return [path for path in found if "streamlit" in path.read_text(errors="replace") and path.name != "conftest.py"]


def sweep(scripts: list[Path], *, events: int, seed: int, jobs: int, ours: Runner, timeout: float) -> Iterator[Verdict]:
    """Verdicts as they come, at most `jobs` apps at a time."""
    with Zygote() as zygote, ThreadPoolExecutor(jobs) as pool:
        running = [
            pool.submit(_judged, zygote, script, events=events, seed=seed, ours=ours, timeout=timeout)
            for script in scripts
        ]
        for done in as_completed(running):
            yield done.result()


def _judged(zygote: Zygote, script: Path, *, events: int, seed: int, ours: Runner, timeout: float) -> Verdict:
    with stage() as place:
        return judge(zygote, App.of(script), place, chosen(seed, events), ours=ours, timeout=timeout)


def main() -> int:
    """0 unless an app disagrees."""
    parser = argparse.ArgumentParser(prog="python -m reactor.verify.sweep", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pattern", default="*.py", help="which files; '**/app.py' for a folder an app")
    parser.add_argument("--events", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=30, help="seconds an event may take")
    parser.add_argument("--self", action="store_true", dest="itself", help="compare the oracle with itself")
    parser.add_argument("--json", type=Path, help="write the summary here")
    options = parser.parse_args()
    scripts = apps(options.folder.resolve(), options.pattern)
    verdicts = []
    for verdict in sweep(
        scripts,
        events=options.events,
        seed=options.seed,
        jobs=options.jobs,
        ours=Runner.FULL if options.itself else Runner.REACTOR,
        timeout=options.timeout,
    ):
        verdicts.append(verdict)
        why = verdict.report.strip().partition("\n")[0] if verdict.outcome is Outcome.UNPLAYABLE else ""
        print(f"{verdict.outcome:11} {verdict.script.relative_to(options.folder.resolve())} {why}", flush=True)
        if verdict.outcome is Outcome.DISAGREES:
            print(f"    {verdict.report[:1500]}", flush=True)
    counts = Counter(verdict.outcome.value for verdict in verdicts)
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    if options.json:
        options.json.write_text(json.dumps(_summary(options.folder.resolve(), verdicts, counts), indent=1))
    return 1 if counts[Outcome.DISAGREES] else 0


def _summary(folder: Path, verdicts: list[Verdict], counts: Counter[str]) -> dict[str, object]:
    ordered = sorted(verdicts, key=lambda verdict: verdict.script)
    apps_json = [
        {
            "app": str(verdict.script.relative_to(folder)),
            "outcome": verdict.outcome.value,
            "events": texts(verdict.events),
            "ran": verdict.ran,
            "skipped": verdict.skipped,
            "report": verdict.report,
        }
        for verdict in ordered
    ]
    return {"counts": dict(sorted(counts.items())), "apps": apps_json}


if __name__ == "__main__":
    sys.exit(main())
