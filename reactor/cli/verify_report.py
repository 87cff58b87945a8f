"""What `reactor verify` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from reactor.build.sources import shown
from reactor.cli.problems import Exit, advise

if TYPE_CHECKING:
    from pathlib import Path

    from reactor.verify.compare import Difference, Parting
    from reactor.verify.divergence import Divergence, Statement
    from reactor.verify.verdict import Verdict

MOST_SHOWN = 5
MOST_TEXT = 600
UNSTEADY = "what comes from the clock, from unseeded randomness or from elsewhere is another one in every run"


def judged(app: str, what: str, verdict: Verdict, allow_unsteady: bool) -> Exit:
    """A verdict without a difference, and its exit code."""
    from reactor.verify.verdict import Outcome

    counts = f"{_count(len(verdict.events), 'event')} ({what}); after the first load {verdict.ran} regions ran"
    counts += f", {verdict.skipped} were skipped"
    if verdict.outcome is Outcome.AGREES:
        click.echo(f"{app} {click.style('agrees', fg='green')} with Streamlit: {counts}")
        return Exit.FINE
    if verdict.outcome is Outcome.UNPLAYABLE:
        click.echo(
            f"{app} {click.style('cannot be judged', fg='yellow')}: it cannot be played under Streamlit ({what})"
        )
        click.echo(f"  {verdict.failure}")
        if "settled" in verdict.failure:
            advise("--timeout gives events more time")
        return Exit.UNJUDGED
    click.echo(
        f"{app} {click.style('cannot be judged everywhere', fg='yellow')}: "
        f"it differs from itself under Streamlit; all else agrees: {counts}"
    )
    click.echo("\n".join(_unsteady(verdict)))
    if allow_unsteady:
        return Exit.FINE
    advise(f"{UNSTEADY}; --allow-unsteady lets it pass")
    return Exit.UNJUDGED


def _unsteady(verdict: Verdict) -> Iterator[str]:
    if not verdict.unsteady:
        yield "  a difference that was seen once did not show again"
    # A clock ticks at every event: each place is named once.
    places: dict[tuple[str | int, ...], tuple[Parting, Difference]] = {}
    for parting in verdict.unsteady:
        for one in parting.differences:
            places.setdefault(one.path, (parting, one))
    for parting, one in list(places.values())[:MOST_SHOWN]:
        yield f"  {_after(parting)}"
        yield from _difference(one, "one run", "another")
    if len(places) > MOST_SHOWN:
        yield f"  and in {_count(len(places) - MOST_SHOWN, 'more place')}"


def differs(app: str, what: str, found: Divergence, file: Path, command: str) -> None:
    """A difference: the statement, what differs, the events that show it, and the file."""
    verdict = found.verdict
    click.echo(f"{app} {click.style('differs', fg='red', bold=True)} under Reactor ({what})")
    click.echo()
    for line in in_short(found):
        click.echo(click.style(line, bold=True))
    click.echo()
    if verdict.parting is None:
        click.echo(f"  Reactor gave no answer: {verdict.failure}")
    else:
        click.echo(f"  {_after(verdict.parting)}")
        click.echo("\n".join(_differences(verdict.parting, "Streamlit", "Reactor")))
    click.echo()
    click.echo(f"{_count(len(verdict.events), 'event')} {'shows' if len(verdict.events) == 1 else 'show'} it:")
    from reactor.verify.verdict import texts

    for text in ["load", *texts(verdict.events)]:
        click.echo(f"  {text}")
    click.echo()
    click.echo(f"Written to {shown(file)}; play it again: {command}")


def in_short(found: Divergence) -> Iterator[str]:
    """The statement, in a line or two."""
    if found.statements is None:
        yield "The statement was not found in the time given; --shrink gives it more."
    elif not found.statements:
        yield "They differ even when nothing is skipped: no statement was wrongly skipped, this is a fault of Reactor."
    else:
        first, *others = found.statements
        yield f"First divergent statement: {_statement(first)}"
        yield "  it was skipped, and had to run: run in every walk, it gives what Streamlit gives"
        for other in others:
            yield f"  together with {_statement(other)}"


def _statement(statement: Statement) -> str:
    first = statement.source.strip().splitlines()[0]
    return f"{shown(statement.path)}:{statement.line}: {first}"


def _after(parting: Parting) -> str:
    return f"after event {parting.moment} ({parting.title})" if parting.moment else "after the load"


def _differences(parting: Parting, full: str, ours: str) -> Iterator[str]:
    for one in parting.differences[:MOST_SHOWN]:
        yield from _difference(one, full, ours)
    if len(parting.differences) > MOST_SHOWN:
        yield f"    and {_count(len(parting.differences) - MOST_SHOWN, 'more difference')}"


def _difference(one: Difference, full: str, ours: str) -> Iterator[str]:
    width = max(len(full), len(ours))
    yield f"    {_where(one)}"
    yield f"      {full:<{width}}  {_short(one.full)}"
    yield f"      {ours:<{width}}  {_short(one.ours)}"


def _where(difference: Difference) -> str:
    return "".join(_steps(difference.path)).lstrip(".") or "the page"


def _steps(path: Iterable[str | int]) -> Iterator[str]:
    for step in path:
        yield f"[{step}]" if isinstance(step, int) else f".{step}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}..."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
