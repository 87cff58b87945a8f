"""What ``streamlit run`` does to the process before a script runs.

Purpose: an app finds the configuration, secrets, ``sys.path`` and ``sys.argv`` that it finds under ``streamlit run``.
Needs: the main script, options as they were typed, arguments for the script.
Gives: Streamlit's configuration loaded, the process prepared, and the addresses to show.

Not done here, on purpose: the prompt for an email address, the advertisement of agent skills, and the look-up of the
external address, which is a request to somebody else's server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from streamlit import cli_util, config, net_util
from streamlit.config_option import ConfigOption
from streamlit.web import bootstrap
from streamlit.web.cli import configurator_options
from streamlit.web.server import server_util
from streamlit.web.server.app_discovery import discover_asgi_app

__all__ = [
    "Flags",
    "asgi_app_in",
    "load_config",
    "named_urls",
    "open_browser",
    "option_values",
    "parse_flags",
    "prepare_process",
    "set_port",
    "watch_config",
    "welcome_hidden",
]

LOOPBACK = "127.0.0.1"
_ANY = frozenset({"0.0.0.0", "::", ""})

# Option values by parameter name (``server_port``), as Streamlit's own command line has them.
Flags = Mapping[str, Any]


def parse_flags(tokens: Sequence[str]) -> Flags:
    """Options such as ``--server.port=80``, and those of the environment, as ``streamlit run`` reads them.

    Raises:
        click.UsageError: an unknown option, a value of the wrong type, or an option that must not be on a command line.
    """
    command = click.command("serve")(configurator_options(lambda **_values: None))
    try:
        return dict(command.make_context("reactor serve", list(tokens)).params)
    except SystemExit as refusal:
        raise click.UsageError(str(refusal)) from None


def load_config(script: Path, flags: Flags) -> None:
    """Read every ``config.toml`` that counts for the script, then lay the flags over them."""
    # Streamlit keeps the script in this variable too, to find the settings and secrets beside it.
    config._main_script_path = str(script)
    bootstrap.load_config_options(dict(flags))


def option_values(flags: Flags) -> dict[str, object]:
    """The flags that were given, by option: ``server.port``."""
    return {name.replace("_", "."): value for name, value in flags.items() if value is not None and value != ()}


def asgi_app_in(script: Path) -> str | None:
    """The name of an ASGI application that the file assigns, which ``streamlit run`` would hand to uvicorn."""
    return discover_asgi_app(script).app_name


def prepare_process(script: Path, arguments: Sequence[str]) -> None:
    """Put the script's folder on ``sys.path``, its arguments into ``sys.argv``; load secrets; check ``static/``."""
    bootstrap._fix_sys_path(str(script))
    bootstrap._fix_sys_argv(str(script), list(arguments))
    bootstrap.prepare_streamlit_environment(str(script))


def watch_config(flags: Flags) -> None:
    """Take over changes of ``config.toml`` while serving. Starts a thread: call it in the process that serves."""
    bootstrap._install_config_watchers(dict(flags))


def address() -> str:
    """The address to listen on. Unset means this machine only, and not every network as under ``streamlit run``."""
    given = config.get_option("server.address")
    return str(given) if given else LOOPBACK


def port() -> tuple[int, bool]:
    """The port to listen on, and whether somebody asked for it."""
    return int(config.get_option("server.port")), config.is_manually_set("server.port")


def set_port(number: int) -> None:
    """Tell Streamlit which port it became."""
    config.set_option("server.port", number, ConfigOption.STREAMLIT_DEFINITION)


def headless() -> bool:
    """Whether to leave the browser alone."""
    return bool(config.get_option("server.headless"))


def welcome_hidden() -> bool:
    """Whether ``logger.hideWelcomeMessage`` says to be quiet."""
    return bool(config.get_option("logger.hideWelcomeMessage"))


def named_urls(listening: str) -> list[tuple[str, str]]:
    """The addresses to show, best first, with what they are."""
    if config.is_manually_set("browser.serverAddress"):
        return [("URL", server_util.get_url(config.get_option("browser.serverAddress")))]
    if listening in _ANY:
        inside = net_util.get_internal_ip()
        network = [("Network URL", server_util.get_url(inside))] if inside else []
        return [("Local URL", server_util.get_url("localhost")), *network]
    shown = "localhost" if listening in (LOOPBACK, "::1") else listening
    return [("URL", server_util.get_url(f"[{shown}]" if ":" in shown else shown))]


def open_browser(url: str) -> None:
    """Open the person's browser; what it has to say goes nowhere."""
    cli_util.open_browser(url)
