"""Whether `reactor serve` has an inspector, and who may look at it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Inspector:
    """`token` is what visitors must know; None where only this machine can connect anyway."""

    wanted: bool
    token: str | None = None

    def url(self, app: str) -> str:
        """Where it is, beside the app's own address."""
        return f"{app.rstrip('/')}/_reactor/" + (f"?token={self.token}" if self.token else "")


def choose(asked: bool | None, production: bool) -> Inspector:
    """Unasked, there is one only where nobody but this machine connects; asked for, it is protected by a token.

    A production server on this machine's own address stands behind a proxy.
    """
    from reactor_runtime.adapter.startup import address
    from reactor_web.inspector.access import is_loopback

    if asked:
        return Inspector(True, secrets.token_urlsafe(_TOKEN_BYTES))
    return Inspector(asked is None and not production and is_loopback(address()))
