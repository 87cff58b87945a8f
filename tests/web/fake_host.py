"""A host that records what it is asked, so that the web layer can be tested without a runtime."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from reactor_runtime.adapter.http_files import Runtime
from reactor_runtime.adapter.http_messages import BackMsg, ForwardMsg, SessionClient


def forward_message(text: str) -> ForwardMsg:
    """A message that can be told apart by its text."""
    message = ForwardMsg()
    message.delta.new_element.text.body = text
    return message


@dataclass
class FakeHost:
    """Answers every browser message with its query string as a text, and keeps what it was given."""

    streamlit: Runtime
    main_script_path: str
    connected: list[tuple[str, dict[str, Any], str | None]] = field(default_factory=list)
    clients: dict[str, SessionClient] = field(default_factory=dict)
    received: list[BackMsg] = field(default_factory=list)
    disconnected: list[str] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    closed: bool = False
    script: list[ForwardMsg] = field(default_factory=list)

    def connect(self, client: SessionClient, user_info: dict[str, Any], existing_session_id: str | None = None) -> str:
        session_id = existing_session_id or f"session-{len(self.connected) + 1}"
        self.connected.append((session_id, user_info, existing_session_id))
        self.clients[session_id] = client
        return session_id

    def disconnect(self, session_id: str, client: SessionClient) -> None:
        self.disconnected.append(session_id)
        self.clients.pop(session_id, None)
        self.gone.set()

    def receive(self, session_id: str, msg: BackMsg, client: SessionClient) -> None:
        self.received.append(msg)
        if self.script:
            for answer in self.script:
                client.write_forward_msg(answer)
        else:
            client.write_forward_msg(forward_message(msg.rerun_script.query_string))

    def is_active_session(self, session_id: str) -> bool:
        return session_id in self.clients

    def close(self) -> None:
        self.closed = True
