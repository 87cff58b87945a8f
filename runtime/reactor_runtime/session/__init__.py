"""Sessions: one a browser tab. Events in, walks on the session's own thread, messages out."""

from reactor_runtime.session.host import Host

__all__ = ["Host"]
