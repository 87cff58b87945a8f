"""What can be wrong with an app or a build, in the words the user reads."""

from __future__ import annotations

from pathlib import Path


class AppProblem(Exception):
    """Something the user can mend: what was seen, where, and what to do about it.

    `line` counts from 1, `column` from 0; both None where the problem has no place in the file.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint


class NoScript(AppProblem):
    """The path given is no Python file: missing, a folder, another kind of file."""


class BrokenScript(AppProblem):
    """A source of the app cannot be compiled: syntax, encoding, permission."""


class BrokenProject(AppProblem):
    """The `[tool.reactor]` table of the app's pyproject.toml, or the file as a whole, is not as it should be."""


class UnusableBuild(AppProblem):
    """The build folder holds no build, a damaged one, or one made by another version."""


class StaleBuild(UnusableBuild):
    """The sources or the configuration changed after the build was made."""


class UnwritableBuild(AppProblem):
    """The output folder cannot be written, or holds what Reactor did not put there."""
