"""Whether two values certainly differ.

The other question than that of `values`: there, what cannot be compared counts as changed, as a needless run is
harmless. Here it counts as equal, as a difference is an accusation.
"""

from __future__ import annotations

import sys
from typing import Any

from reactor_runtime.engine.values import MISSING, same

_BUDGET = 20_000
_DEPTH = 30
_MOST_BYTES = 64 * 1024 * 1024
_SCALARS = (bool, int, float, complex, str, bytes, type(None), range)


def differ(new: Any, old: Any) -> bool:
    """Whether nobody could take one for the other, whatever they look at."""
    return _differ(new, old, [_BUDGET], _DEPTH)


def _differ(new: Any, old: Any, budget: list[int], depth: int) -> bool:
    budget[0] -= 1
    if budget[0] < 0 or not depth or new is old:
        return False
    if (new is MISSING) != (old is MISSING):
        return True
    kind = type(new)
    if kind in _SCALARS or type(old) in _SCALARS:
        return kind is not type(old) or not same(new, old)
    if kind is not type(old):
        return False
    if kind is list or kind is tuple:
        return len(new) != len(old) or any(_differ(a, b, budget, depth - 1) for a, b in zip(new, old, strict=True))
    if kind is dict:
        # The order of a dict shows.
        keys, values = (list(new), list(old)), (list(new.values()), list(old.values()))
        return _differ(*keys, budget, depth - 1) or _differ(*values, budget, depth - 1)
    return _tables_differ(new, old, kind)


def _tables_differ(new: Any, old: Any, kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    if numpy is not None and kind is numpy.ndarray:
        if new.dtype.hasobject or old.dtype.hasobject or new.nbytes > _MOST_BYTES:
            return False
        return bool(new.dtype != old.dtype or new.shape != old.shape or new.tobytes() != old.tobytes())
    pandas = sys.modules.get("pandas")
    if pandas is not None and kind in (pandas.DataFrame, pandas.Series):
        if new.shape != old.shape:
            return True
        try:
            return new.size * 8 <= _MOST_BYTES and not bool(new.equals(old))
        except (TypeError, ValueError):
            # Objects in cells that cannot be compared.
            return False
    return False
