"""Runs checked by a shadow: what it finds, what it leaves alone, and that nobody waits for it."""

from __future__ import annotations

import pytest

from tests.session.conftest import Tab
