"""Effects that have a word of their own, for an author who describes a library of theirs and not each parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reactor.parse import VOCABULARY
from reactor_runtime.program.signatures import Effect

CLOSED = Effect(aliases=("*",), consumes=("*",), calls_now=("*",))
"""Computes from what it is given, changes nothing of it, and may hand some of it out again."""

WORDS: Mapping[str, Effect] = {
    "value": replace(CLOSED, aliases=(), immutable=True),
    "fresh": replace(CLOSED, aliases=()),
    "always": replace(CLOSED, volatile="declared", mutates=("*",), captures=("*",)),
    **{words: replace(CLOSED, volatile=meaning.reason) for words, meaning in VOCABULARY.items() if meaning.closed},
}
