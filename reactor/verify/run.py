"""`python -m reactor.verify.run APP [--events N] [--seed S] [--self]`: is the app the same under Reactor?

Without `# >` lines in the script, N events are chosen. `--self` compares the oracle with itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reactor.verify import case
from reactor.verify.targets import Runner, Zygote
from reactor.verify.verdict import Outcome, chosen, judge


def main() -> int:
    """0 if it agrees, 1 if not, 2 if the app cannot be played under Streamlit itself."""
    parser = argparse.ArgumentParser(prog="python -m reactor.verify.run", description=__doc__)
    parser.add_argument("app", type=Path)
    parser.add_argument("--events", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timeout", type=float, default=30, help="seconds an event may take")
    parser.add_argument("--self", action="store_true", dest="itself", help="compare the oracle with itself")
    options = parser.parse_args()
    script = options.app.resolve()
    events = case.read(script).events or chosen(options.seed, options.events)
    ours = Runner.FULL if options.itself else Runner.REACTOR
    with Zygote() as zygote:
        verdict = judge(zygote, script, events, ours=ours, timeout=options.timeout)
    for number, text in enumerate(verdict.events, 1):
        print(f"{number:4} {text}")
    print(f"{verdict.outcome}; regions after the first load: {verdict.ran} ran, {verdict.skipped} skipped")
    print(verdict.report)
    return {Outcome.DISAGREES: 1, Outcome.UNPLAYABLE: 2}.get(verdict.outcome, 0)


if __name__ == "__main__":
    sys.exit(main())
