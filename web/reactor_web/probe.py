"""The script health check: does the script run through for a new session?

Known gap: an error the script draws itself with ``st.exception`` counts as an error, as the browser is shown the same.
"""

from __future__ import annotations

import threading

from reactor_runtime.adapter.http_messages import BackMsg, ForwardMsg, SessionClient, SessionClientDisconnectedError
from reactor_web.host import Host

# As long as Streamlit waits.
_SECONDS = 60.0

# Streamlit's check runs the script as this user.
_USER = {"email": "test@example.com"}

_INTERRUPTED = (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class _Observer(SessionClient):
    """A client that keeps nothing of what it is sent but whether the script failed."""

    def __init__(self) -> None:
        self.finished = threading.Event()
        self.failed = False

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if self.finished.is_set():
            raise SessionClientDisconnectedError
        match msg.WhichOneof("type"):
            case "delta":
                element = msg.delta.new_element
                if element.WhichOneof("type") == "exception" and not element.exception.is_warning:
                    self.failed = True
            case "session_event" if msg.session_event.WhichOneof("type") == "script_compilation_exception":
                self.failed = True
            case "script_finished" if msg.script_finished not in _INTERRUPTED:
                self.failed |= msg.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
                self.finished.set()


def script_problem(host: Host) -> str | None:
    """Run the script in a session of its own; None if it ran through, else Streamlit's word for what went wrong."""
    observer = _Observer()
    session_id = host.connect(observer, dict(_USER))
    try:
        message = BackMsg()
        message.rerun_script.SetInParent()
        host.receive(session_id, message, observer)
        if not observer.finished.wait(_SECONDS):
            return "timeout"
        return "error" if observer.failed else None
    finally:
        observer.finished.set()
        host.disconnect(session_id, observer)
