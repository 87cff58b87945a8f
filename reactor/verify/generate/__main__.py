"""`python -m reactor.verify.generate --cases N --seed S [--into DIR]`: generated scripts, Streamlit against Reactor.

Case n is made from seed S + n alone, so that `--cases 1 --seed S+n` plays it again. What disagrees is made small and
written into DIR as a case for the differential tests.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from reactor.verify.events import Event
from reactor.verify.generate.play import Played, as_case, play, write
from reactor.verify.generate.reduce import reduced
from reactor.verify.generate.scripts import gates, write_script
from reactor.verify.targets import Zygote
from reactor.verify.verdict import chosen


def main() -> int:
    """0 if all agree, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m reactor.verify.generate", description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--events", type=int, default=6)
    parser.add_argument("--statements", type=int, default=25, help="at most so many at the top of a script")
    parser.add_argument("--into", type=Path, default=Path("disagreements"))
    parser.add_argument("--reduce", type=float, default=120, help="seconds to spend on making a disagreement small")
    parser.add_argument("--stop-after", type=int, default=0, help="end after so many disagreements")
    options = parser.parse_args()
    began = time.monotonic()
    done = broken = ran = skipped = events = 0
    found: list[int] = []
    with Zygote() as zygote:
        for seed in range(options.seed, options.seed + options.cases):
            source = write_script(random.Random(seed), most=options.statements)
            played = play(zygote, source, chosen(seed, options.events, gates(source)))
            done += 1
            broken += played.broken
            ran, skipped, events = ran + played.ran, skipped + played.skipped, events + len(played.events)
            if played.report:
                found.append(seed)
                _report(zygote, seed, source, played, options.into, options.reduce)
                if len(found) == options.stop_after:
                    break
            if done % 20 == 0:
                _progress(done, options.cases, events, found, time.monotonic() - began)
    print(f"{done} scripts, {events} events, {ran} regions ran and {skipped} were skipped after the first load")
    print(f"{broken} could not be played under Streamlit, {len(found)} disagree: {found}")
    return 1 if found else 0


def _progress(done: int, cases: int, events: int, found: list[int], seconds: float) -> None:
    print(f"{done}/{cases} scripts, {events} events, {len(found)} disagree, {seconds:.0f} s", flush=True)


def _report(zygote: Zygote, seed: int, source: str, played: Played, into: Path, seconds: float) -> None:
    def disagrees(text: str, events: Sequence[Event]) -> bool:
        return bool(play(zygote, text, events).report)

    text, events = reduced(source, played.events, disagrees, seconds)
    path = into / f"generated-{seed}" / "app.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, as_case(text, events))
    again = play(zygote, text, events)
    # A difference that comes and goes was there in the first play.
    seen = f"{again.report or played.report}\n{again.trace}"
    print(f"seed {seed} disagrees, written to {path}\n{path.read_text()}\n{seen}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
