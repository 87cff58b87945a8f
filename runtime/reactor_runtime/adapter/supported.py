"""The Streamlit versions this adapter was tested with. Imports nothing of Streamlit, so that asking is cheap.

A minor version comes every few weeks and moves the modules that the adapter stands on, so the window is one minor.
"""

from __future__ import annotations

import re

FIRST = (1, 67)
BELOW = (1, 68)


def is_tested(version: str) -> bool:
    """Whether a version such as ``"1.67.2"`` lies in the window."""
    numbers = re.match(r"(\d+)\.(\d+)", version)
    return numbers is not None and FIRST <= (int(numbers[1]), int(numbers[2])) < BELOW


def window() -> str:
    """The window as a requirement: ``">=1.67,<1.68"``."""
    first, below = (".".join(map(str, version)) for version in (FIRST, BELOW))
    return f">={first},<{below}"
