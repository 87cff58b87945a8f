"""`streamlit` with `TCP_NODELAY` on every connection: python streamlit_tuned.py run app.py ...

Streamlit makes its listening socket without naming a protocol, and asyncio turns the option on only for sockets that
name TCP; so answers of several small packets wait for the browser's delayed acknowledgement, 40 ms on Linux. A
connection inherits the option from the socket it was accepted from.
"""

from __future__ import annotations

import socket
import sys

from streamlit.web.cli import main

_listen = socket.socket.listen


def _listen_without_delay(self: socket.socket, *backlog: int) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    _listen(self, *backlog)


if __name__ == "__main__":
    # The script's imports are looked up as under `streamlit run`, which has no such entry.
    del sys.path[0]
    socket.socket.listen = _listen_without_delay  # type: ignore[assignment,method-assign]
    sys.exit(main())
