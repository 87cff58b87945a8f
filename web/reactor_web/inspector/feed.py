"""The inspector's websocket: what happens in the sessions, as it happens.

Messages are JSON texts. From the server, told apart by ``type``:

============  =======================================================================================================
``sessions``  all sessions: id, whether a browser is connected, number of events, time of the last
``events``    summaries of the watched session's kept events, or of those since the last message
``event``     one event in detail: the newest, as it ends, or one that was asked for
``values``    what the slots of the watched session hold of a region; ``positions`` is null while its script runs
============  =======================================================================================================

From the browser: ``{"watch": session}``, ``{"event": number}``, ``{"values": [module, region]}``.
"""

from __future__ import annotations

import json
import threading
import time
from typing import Any

from reactor_web.inspector.host import InspectedHost
from reactor_web.inspector.summary import detailed, placed, summarised
from reactor_web.sockets import CloseCode, ConnectionClosed, WebSocket

# A page that reruns itself many times a second is followed at this pace.
_PACE_SECONDS = 0.05
_IDLE_SECONDS = 30.0


class Feed:
    """One inspector page. What the browser asks is answered on the handler's thread, news are sent from another."""

    def __init__(self, host: InspectedHost, socket: WebSocket) -> None:
        self._host = host
        self._socket = socket
        self._watch = host.watch()
        self._lock = threading.Lock()
        self._session: str | None = None
        # Number of the last event of the session that was sent.
        self._sent = 0
        self._sessions: list[dict[str, Any]] | None = None

    def serve(self) -> None:
        """Answer until the browser has gone."""
        with self._watch.looking():
            threading.Thread(target=self._follow, name="inspector-feed", daemon=True).start()
            try:
                for message in self._socket:
                    if not self._answer(message):
                        self._socket.close(CloseCode.UNSUPPORTED_DATA)
                        return
            finally:
                self._watch.ring()

    def _answer(self, message: bytes | str) -> bool:
        """Do what the browser asks; False if it is nothing that it may ask."""
        try:
            asked = json.loads(message)
        except ValueError:
            return False
        match asked:
            case {"watch": str() | None as session}:
                with self._lock:
                    self._session, self._sent = session, 0
                self._send_events()
            case {"event": int() as number}:
                self._send_event(number)
            case {"values": [int() as module, int() as region]}:
                self._send_values(module, region)
            case _:
                return False
        return True

    def _follow(self) -> None:
        rings = -1
        try:
            while self._socket.connected:
                now = self._watch.wait(rings, _IDLE_SECONDS)
                if now != rings:
                    rings = now
                    self._send_sessions()
                    self._send_events()
                    time.sleep(_PACE_SECONDS)
        except ConnectionClosed:
            return

    def _send_sessions(self) -> None:
        sessions = []
        for session_id, connected in self._host.connections().items():
            events = self._host.events(session_id)
            last = events[-1] if events else None
            row = {"id": session_id, "connected": connected, "page": last.page if last else ""}
            sessions.append({**row, "events": last.number if last else 0, "at": last.at if last else None})
        if sessions != self._sessions:
            self._sessions = sessions
            self._send(type="sessions", sessions=sessions)

    def _send_events(self) -> None:
        with self._lock:
            session, after = self._session, self._sent
            if session is None:
                return
            events = [event for event in self._host.events(session) if event.number > after]
            if not events and after:
                return
            self._sent = events[-1].number if events else 0
            self._send(type="events", session=session, all=not after, events=[summarised(event) for event in events])
            if events:
                self._send(type="event", session=session, event=detailed(events[-1]))

    def _send_event(self, number: int) -> None:
        session = self._session
        found = next((event for event in self._host.events(session or "") if event.number == number), None)
        self._send(type="event", session=session, event=detailed(found) if found else None)

    def _send_values(self, module: int, region: int) -> None:
        session = self._session
        found = self._host.positions(session or "", module, region)
        positions = None if found is None else placed(found)
        self._send(type="values", session=session, region=f"{module}:{region}", positions=positions)

    def _send(self, **message: Any) -> None:
        self._socket.send(json.dumps(message, separators=(",", ":"), ensure_ascii=False))
