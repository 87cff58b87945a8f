"""`python -m reactor.verify.zygote FD`: forks a target for every socket that arrives on the control socket.

Started by `targets.Zygote`. Ends when the control socket does.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import os
import signal
import socket
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from reactor.pipeline import compile_app
from reactor.verify import serve, streamlit_full

PRELOAD = (
    "streamlit",
    "streamlit.runtime.scriptrunner.magic_funcs",
    "streamlit.web.skills",
    "pandas",
    "pandas.core.methods.to_dict",
    "pyarrow",
    "pyarrow.pandas_compat",
    "altair",
    "pydeck",
    "reactor.verify.reactor_host",
)


def main(control: socket.socket) -> None:
    """Fork until the other side closes."""
    for name in PRELOAD:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name is None or not (name == error.name or name.startswith(f"{error.name}.")):
                raise
    streamlit_full.remember_installed_components()
    _warm()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            serve.serve(Connection(descriptors[0]))
            os._exit(0)
        os.close(descriptors[0])


def _warm() -> None:
    """What a process does slowly once: the compiler reads its signatures; Streamlit looks at the stack, for which
    `inspect` resolves the file of every module.
    """
    with tempfile.TemporaryDirectory(prefix="zygote-") as folder:
        script = Path(folder) / "app.py"
        script.write_text("import streamlit as st\n\nst.text(1)\n")
        compile_app(script)
    inspect.stack()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
