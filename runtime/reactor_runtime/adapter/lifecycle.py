"""The messages around a run: a session begins or goes on, its status, a run is over.

A *partial* run sends only what changed. Its ``new_session`` names a fragment that no node has, and its
``script_finished`` carries a run id that no node has: the client then clears nothing, and yet tells its components
that a full run is over (chat input and text input wait for that).
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterable
from typing import Any

from streamlit import config, env_util
from streamlit.elements import exception as exception_element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.version import STREAMLIT_VERSION_STRING

from reactor_runtime.adapter import options

NO_FRAGMENT = "reactor"
_THEMES = (
    ("light", "LIGHT"), ("dark", "DARK"), ("sidebar", "SIDEBAR"), ("light.sidebar", "LIGHT_SIDEBAR"),
    ("dark.sidebar", "DARK_SIDEBAR"),
)  # fmt: skip


class Lifecycle:
    """Makes the messages of one session."""

    def __init__(self, session_id: str, main_script_path: str, pages: Any) -> None:
        self._session_id = session_id
        self._path = main_script_path
        self._pages = pages
        self.run_on_save = options.run_on_save()
        self._template: ForwardMsg | None = None
        self._run_id = ""
        self._ids = (f"{session_id}-{number}" for number in itertools.count())

    def _new_id(self) -> str:
        return next(self._ids)

    def new_session(self, page_script_hash: str, running: bool, full: bool) -> ForwardMsg:
        """A run starts. ``full``: the client is to drop whatever the run does not send."""
        if self._template is None or full:
            self._template = self._make_template()
        message = ForwardMsg()
        message.CopyFrom(self._template)
        self._run_id = self._new_id()
        message.metadata.run.script_run_id = self._run_id
        if not full:
            message.metadata.run.fragment_ids.append(NO_FRAGMENT)
        message.new_session.page_script_hash = page_script_hash
        message.new_session.initialize.session_status.script_is_running = running
        message.new_session.initialize.session_status.run_on_save = self.run_on_save
        for page_hash, info in self._pages.get_pages().items():
            page = message.new_session.app_pages.add()
            page.page_script_hash = page_hash
            page.page_name = info["page_name"].replace("_", " ")
            page.url_pathname = info["page_name"]
            page.icon = info["icon"]
        return message

    def _make_template(self) -> ForwardMsg:
        message = ForwardMsg()
        session = message.new_session
        session.name = os.path.splitext(os.path.basename(self._path))[0]
        session.main_script_path = self._pages.main_script_path
        session.main_script_hash = self._pages.main_script_hash
        app_session._populate_config_msg(session.config)
        app_session._populate_theme_msg(session.custom_theme)
        for field, category in _THEMES:
            target: Any = session.custom_theme
            for part in field.split("."):
                target = getattr(target, part)
            app_session._populate_theme_msg(target, f"theme.{config.CustomThemeCategories[category].value}")
        start = session.initialize
        app_session._populate_user_info_msg(start.user_info)
        start.environment_info.streamlit_version = STREAMLIT_VERSION_STRING
        start.environment_info.python_version = ".".join(map(str, sys.version_info))
        start.environment_info.server_os = env_util.SYSTEM
        start.environment_info.has_display = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
        start.session_id = self._session_id
        return message

    def status(self, running: bool) -> ForwardMsg:
        """Whether the script is running."""
        message = ForwardMsg()
        message.session_status_changed.run_on_save = self.run_on_save
        message.session_status_changed.script_is_running = running
        return message

    def finished(self, status: Any, full: bool, fragments: tuple[str, ...]) -> ForwardMsg:
        """A run is over; ``status`` is a ``ForwardMsg.ScriptFinishedStatus``."""
        message = ForwardMsg()
        message.metadata.run.script_run_id = self._run_id if full else self._new_id()
        message.metadata.run.fragment_ids.extend(fragments)
        message.script_finished = status
        return message

    def compile_error(self, error: BaseException) -> ForwardMsg:
        """A script could not be compiled."""
        message = ForwardMsg()
        exception_element.marshall(message.session_event.script_compilation_exception, error)
        return message

    def error(self, error: BaseException) -> ForwardMsg:
        """A message of the browser could not be handled."""
        message = ForwardMsg()
        exception_element.marshall(message.delta.new_element.exception, error, apply_show_error_details=True)
        return message


def stop_timers(fragments: Iterable[str]) -> ForwardMsg:
    """The browser is to rerun these fragments no more on its own."""
    message = ForwardMsg()
    message.stop_auto_rerun.fragment_ids.extend(sorted(fragments))
    return message


def source_changed() -> ForwardMsg:
    """A source of the app was saved: the browser offers to rerun."""
    message = ForwardMsg()
    message.session_event.script_changed_on_disk = True
    return message


def heartbeat() -> ForwardMsg:
    """The answer to an ``app_heartbeat``."""
    message = ForwardMsg()
    message.heartbeat_ack = True
    return message
