"""The `reactor` command as a process."""

from tests.cli.conftest import reactor

__all__ = ["reactor"]
