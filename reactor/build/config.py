"""The Streamlit settings that change what is compiled.

Streamlit itself is not imported for this: it takes most of a second, and a build that is up to date should say so
sooner. The order is Streamlit's: the user's folder, the working folder, the script's folder, the environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

Setting = bool
Config = Mapping[str, Setting]

DEFAULTS: Config = {
    "runner.magicEnabled": True,
    "magic.displayRootDocString": False,
    "magic.displayLastExprIfNoSemicolon": False,
}

VARIABLES = {
    "runner.magicEnabled": "STREAMLIT_RUNNER_MAGIC_ENABLED",
    "magic.displayRootDocString": "STREAMLIT_MAGIC_DISPLAY_ROOT_DOC_STRING",
    "magic.displayLastExprIfNoSemicolon": "STREAMLIT_MAGIC_DISPLAY_LAST_EXPR_IF_NO_SEMICOLON",
}


def compile_config(script: Path, overrides: Mapping[str, object] | None = None) -> dict[str, Setting]:
    """The effective settings for a script run from the working folder; `overrides` are command line options."""
    config = dict(DEFAULTS)
    for path in _config_files(script):
        config.update(_settings(_read(path)))
    for key, variable in VARIABLES.items():
        if variable in os.environ:
            config[key] = _as_bool(os.environ[variable])
    for key in DEFAULTS.keys() & (overrides or {}).keys():
        config[key] = _as_bool((overrides or {})[key])
    return config


def _config_files(script: Path) -> Iterator[Path]:
    for folder in (Path.home(), Path.cwd(), script.parent):
        yield folder / ".streamlit" / "config.toml"


def _read(path: Path) -> dict[str, object]:
    """The file's tables; a file that cannot be read is Streamlit's to complain about, when the app is served."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _settings(tables: Mapping[str, object]) -> Iterator[tuple[str, Setting]]:
    for key in DEFAULTS:
        section, name = key.split(".")
        table = tables.get(section)
        if isinstance(table, dict) and name in table:
            yield key, _as_bool(table[name])


def _as_bool(value: object) -> bool:
    return value if isinstance(value, bool) else str(value).strip().lower() in ("1", "true", "t", "yes", "y", "on")
