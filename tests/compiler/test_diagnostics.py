"""Every reason has a text."""

from __future__ import annotations

import re
from pathlib import Path

from reactor.diagnostics import texts
from reactor.effects.signatures import load
from reactor.pipeline import compile_source

_EFFECTS = Path(__file__).parents[2] / "reactor" / "effects"


def test_every_code_the_compiler_gives_has_a_text() -> None:
    source = "".join(path.read_text("utf-8") for path in _EFFECTS.glob("*.py"))
    source += "".join(path.read_text("utf-8") for path in (_EFFECTS.parent / "graph").glob("*.py"))
    codes = set(re.findall(r'[Rr]eason\((?:[\w.]+, )?\s*"([a-z-]+)"', source))
    assert codes
    assert codes <= set(texts())


def test_every_volatile_signature_has_a_text() -> None:
    effects = [effect for found in load().methods_by_name().values() for effect in found]
    kinds = {effect.volatile for effect in effects if effect.volatile}
    assert kinds <= set(texts())


def test_a_diagnostic_says_where_and_why() -> None:
    found = compile_source("import time\nx = 1\nnow = time.time()\n", "app.py").diagnostics
    assert [(item.code, item.line, item.severity) for item in found] == [("clock", 3, "info")]
    assert found[0].message == "reads the clock: time.time()"
