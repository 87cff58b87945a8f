"""What the commands that look at a build are given: a script, whose build is made or brought up to date, or a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reactor.build.folder import Build


def built(target: Path, options: Mapping[str, object] | None = None) -> Build:
    """The target's build, up to date for these Streamlit options. Raises `AppProblem`."""
    from reactor.build import manifest
    from reactor.build.make import load
    from reactor.cli.build import make_with_progress

    if target.is_dir() and (target / manifest.NAME).exists():
        return load(target, options)
    return make_with_progress(target, None, options=options).build
