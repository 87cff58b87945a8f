"""The options of Streamlit's configuration that sessions depend on."""

from __future__ import annotations

from streamlit import config
from streamlit.runtime.session_manager import SessionClientDisconnectedError

CLIENT_DISCONNECTED = SessionClientDisconnectedError


def fast_reruns() -> bool:
    """Whether a newer event interrupts a running script."""
    return bool(config.get_option("runner.fastReruns"))


def run_on_save() -> bool:
    """Whether open pages rerun by themselves when a source changes."""
    return bool(config.get_option("server.runOnSave"))


def watches_files() -> bool:
    """Whether changed sources are to be noticed."""
    return str(config.get_option("server.fileWatcherType")) != "none"


def disconnected_session_ttl() -> float:
    """Seconds that a session waits for its browser to come back."""
    return float(config.get_option("server.disconnectedSessionTTL"))
