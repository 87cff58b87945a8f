"""The commands that run an app refuse a Streamlit that nobody tested them with, unless told to go on."""

from __future__ import annotations

from reactor.cli.problems import UnsupportedStreamlit, warn


def check_streamlit(allowed: bool) -> None:
    """Raises `UnsupportedStreamlit`; with `allowed` it is a warning."""
    from reactor.build.manifest import streamlit_version
    from reactor_runtime.adapter.supported import is_tested, window

    version = streamlit_version()
    if is_tested(version):
        return
    message = f"Streamlit {version} is installed; this Reactor was tested with streamlit{window()}"
    if not allowed:
        hint = f'pip install "streamlit{window()}", or go on at your own risk with --allow-untested-streamlit'
        raise UnsupportedStreamlit(message, hint=hint)
    warn(message)
