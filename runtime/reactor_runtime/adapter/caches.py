"""Cached functions, observed: the entry that answered a call is the version of its result.

A region that called a ``cache_data`` or ``cache_resource`` function may be skipped while the very entry is still
there: not expired, not cleared, not evicted. Streamlit offers no event for a lookup, so the lookup of every cached
function is wrapped, once a process.

What a connection is asked by `query` is kept under an id of its own, which `reset` gives up: after a failed query, when
the secrets changed, or for another session.

A body that changes its arguments in place does so only where there is no entry: the next run makes the arguments anew
and leaves them alone. That shows in the key, made once more after the body ran; the next walk then runs everything.
"""

from __future__ import annotations

import functools
import itertools
import threading
from collections.abc import Callable
from typing import Any, Final

from streamlit.connections import BaseConnection
from streamlit.runtime.caching import cache_utils
from streamlit.runtime.caching.cache_errors import UnhashableParamError
from streamlit.runtime.caching.cache_type import CacheType

from reactor_runtime.adapter.drawing import Tape

_CONNECTIONS: Final = "streamlit.connections."


class _Local(threading.local):
    def __init__(self) -> None:
        self.tape: Tape | None = None
        # Keys computed by the lookups under way, outermost first.
        self.keys: list[list[str]] = []


_local = _Local()
_resets = itertools.count(1)
_last_reset = [0]


def observe(tape: Tape | None) -> None:
    """Report this thread's lookups to ``tape``."""
    _local.tape = tape


@functools.cache
def install() -> None:
    """Wrap the lookup of cached functions; has an effect once a process."""
    lookup = cache_utils.CachedFunc._get_or_create_cached_value
    miss = cache_utils.CachedFunc._handle_cache_miss
    make_key = cache_utils._make_value_key
    reset = BaseConnection.reset

    @functools.wraps(reset)
    def noting_reset(self: BaseConnection[Any]) -> None:
        _last_reset[0] = next(_resets)
        reset(self)

    @functools.wraps(make_key)
    def noting_make_key(*args: Any, **kwargs: Any) -> str:
        key = make_key(*args, **kwargs)
        if _local.keys and not _local.keys[-1]:
            _local.keys[-1].append(key)
        return key

    @functools.wraps(lookup)
    def observed_lookup(self: Any, args: Any, kwargs: Any, spinner_message: str | None = None) -> Any:
        _local.keys.append([])
        tape = _local.tape
        recording = tape.recording() if tape is not None else None
        if recording is not None:
            # What the function does when it is computed is not done when its entry is there.
            recording.unseen += 1
        try:
            result = lookup(self, args, kwargs, spinner_message)
            if tape is not None and self._info.cache_type is CacheType.RESOURCE:
                tape.outlives(result)
            return result
        finally:
            keys = _local.keys.pop()
            if recording is not None:
                recording.unseen -= 1
                entry = _entry_of(self, keys[0]) if keys else None
                if entry is None:
                    recording.never_reuse("a cached result that is not kept")
                else:
                    recording.checks.append(entry)
                    if self._info.func.__module__.startswith(_CONNECTIONS):
                        recording.checks.append(NoReset())

    @functools.wraps(miss)
    def observed_miss(self: Any, cache: Any, value_key: str, func_args: Any, func_kwargs: Any) -> Any:
        try:
            return miss(self, cache, value_key, func_args, func_kwargs)
        finally:
            tape = _local.tape
            if tape is not None and (func_args or func_kwargs):
                same = functools.partial(make_key, self._info.cache_type, self._info.func, func_args, func_kwargs, None)
                if self._info.hash_funcs or not _answers(same, value_key):
                    tape.doubt_next_walk()

    BaseConnection.reset = noting_reset  # type: ignore[method-assign]
    cache_utils._make_value_key = noting_make_key
    cache_utils.CachedFunc._handle_cache_miss = observed_miss  # type: ignore[method-assign]
    cache_utils.CachedFunc._get_or_create_cached_value = observed_lookup  # type: ignore[method-assign,assignment]


def _answers(make_key: Callable[[], str], key: str) -> bool:
    try:
        return make_key() == key
    except UnhashableParamError:
        return False


def _entry_of(function: Any, key: str) -> CacheEntry | None:
    info = function._info
    if info.refresh_mode == "background" or getattr(info, "validate", None) is not None:
        return None
    token = _token(info, function._function_key, key)
    return None if token is None else CacheEntry(info, function._function_key, key, token)


def _token(info: Any, function_key: str, key: str) -> object | None:
    """The stored entry, whose identity is the version; None if there is none any more."""
    cache = info.get_function_cache(function_key)
    holder = getattr(cache, "storage", cache)
    memory = getattr(holder, "_mem_cache", None)
    lock = getattr(holder, "_mem_cache_lock", None)
    if memory is None or lock is None:
        return None
    with lock:
        try:
            return memory[key]  # type: ignore[no-any-return]
        except KeyError:
            return None


class CacheEntry:
    """The entry that answered is still the one that would answer."""

    __slots__ = ("_function_key", "_info", "_key", "_token")

    recallable = True

    def __init__(self, info: Any, function_key: str, key: str, token: object) -> None:
        self._info = info
        self._function_key = function_key
        self._key = key
        self._token = token

    def holds(self) -> bool:
        return _token(self._info, self._function_key, self._key) is self._token

    may_hold = holds

    def __str__(self) -> str:
        return f"cache of {self._info.display_name}"


class NoReset:
    """No connection was reset since."""

    __slots__ = ("_seen",)
    recallable = True

    def __init__(self) -> None:
        self._seen = _last_reset[0]

    def holds(self) -> bool:
        return _last_reset[0] == self._seen

    may_hold = holds

    def __str__(self) -> str:
        return "reset of a connection"
