"""The benchmark of the inspector does what its page says; how long things take is nobody's test."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from benchmarks import inspector


def test_the_inspector_s_ways_are_measured_and_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspector, "ROUNDS", 1)
    result = CliRunner().invoke(inspector.main, ["--count", "10", "--events", "1"])
    assert result.exit_code == 0, result.output
    lines = re.findall(r"^(\S.*?)  +(\d+\.\d\d) +[\d.]+ ms", result.output, re.MULTILINE)
    assert [way for way, _ in lines] == list(inspector.WAYS)
    assert lines[0][1] == "1.00"
