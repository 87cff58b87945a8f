"""Problems as the user sees them: one message, one exit code, no traceback.

`REACTOR_DEBUG=1` lets the exception through, for whoever works on Reactor itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NoReturn

import click

from reactor.build import errors
from reactor.build.errors import AppProblem
from reactor.build.sources import shown


class Exit(IntEnum):
    """Exit codes; README.md lists them."""

    FINE = 0
    INTERNAL = 1
    USAGE = 2
    SCRIPT = 3
    BUILD = 4
    STREAMLIT = 5
    ADDRESS = 6
    OUTPUT = 7
    SHARE = 8
    DIFFERENCE = 9
    UNJUDGED = 10
    INTERRUPTED = 130


class UnsupportedStreamlit(AppProblem):
    """The installed Streamlit is none that Reactor was tested with."""


class NoAddress(AppProblem):
    """The address or port cannot be listened on."""


class TooLittleSkipped(AppProblem):
    """Fewer statements can be skipped than `--fail-under` asks for."""


# The first class that fits decides.
EXITS: tuple[tuple[type[AppProblem], Exit], ...] = (
    (errors.NoScript, Exit.USAGE),
    (errors.BrokenScript, Exit.SCRIPT),
    (errors.BrokenProject, Exit.SCRIPT),
    (errors.UnusableBuild, Exit.BUILD),
    (errors.UnwritableBuild, Exit.OUTPUT),
    (UnsupportedStreamlit, Exit.STREAMLIT),
    (NoAddress, Exit.ADDRESS),
    (TooLittleSkipped, Exit.SHARE),
    (AppProblem, Exit.USAGE),
)


class ReactorGroup(click.Group):
    """A group of commands whose problems end in a message and a documented exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        """Run the command and leave with its exit code."""
        try:
            given = super().main(args, *rest, **{**options, "standalone_mode": False})
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted.", err=True)
            sys.exit(Exit.INTERRUPTED)
        except click.ClickException as problem:
            problem.show()
            sys.exit(problem.exit_code)
        except Exception as error:
            if os.environ.get("REACTOR_DEBUG") == "1":
                raise
            sys.exit(_explain(error))
        # What a command returns is for callers inside; only `--help` and the like give a code here.
        sys.exit(given if isinstance(given, int) else Exit.FINE)


def _explain(error: Exception) -> Exit:
    if isinstance(error, AppProblem):
        print_problem(error)
        return exit_code(error)
    seen = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    fail(f"internal error: {seen}", "this is a fault of Reactor; REACTOR_DEBUG=1 shows where it happened")
    return Exit.INTERNAL


def exit_code(problem: AppProblem) -> Exit:
    """The documented code for a problem."""
    return next(code for kind, code in EXITS if isinstance(problem, kind))


def print_problem(problem: AppProblem) -> None:
    """The problem on stderr: place, what was seen, the source line where there is one, what to do."""
    fail(f"{_place(problem)}{problem.message}", None)
    for line in _excerpt(problem):
        click.echo(line, err=True)
    if problem.hint:
        advise(problem.hint)


def fail(message: str, hint: str | None) -> None:
    """An error on stderr."""
    click.echo(click.style("error: ", fg="red", bold=True) + message, err=True)
    if hint:
        advise(hint)


def warn(message: str, hint: str | None = None) -> None:
    """A warning on stderr."""
    click.echo(click.style("warning: ", fg="yellow", bold=True) + message, err=True)
    if hint:
        advise(hint)


def advise(hint: str) -> None:
    """What to do about the message above."""
    click.echo(click.style("  hint: ", fg="cyan") + hint, err=True)


def _place(problem: AppProblem) -> str:
    if problem.path is None:
        return ""
    numbers = [] if problem.line is None else [problem.line, *([] if problem.column is None else [problem.column + 1])]
    return ":".join([shown(problem.path), *map(str, numbers)]) + ": "


def _excerpt(problem: AppProblem) -> list[str]:
    """The source line with a caret, where file and line are known and readable."""
    if problem.path is None or problem.line is None:
        return []
    try:
        lines = problem.path.read_bytes().decode("utf-8", "replace").splitlines()
        text = lines[problem.line - 1].expandtabs(1)
    except (OSError, IndexError):
        return []
    margin = f"{problem.line:>5} | "
    caret = [] if problem.column is None else [" " * (len(margin) - 2) + "| " + " " * problem.column + "^"]
    return [margin + text.rstrip(), *caret]
