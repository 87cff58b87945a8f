"""`reactor lsp`: the language server."""

from __future__ import annotations

from pathlib import Path

import click

from reactor.build.errors import AppProblem


class NotInstalled(AppProblem):
    """A package that only some need is missing."""


@click.command()
@click.argument("script", required=False, type=click.Path(path_type=Path))
def lsp(script: Path | None) -> None:
    """Speak the language server protocol on stdin and stdout, for an editor.

    Says of each statement what makes it run: as diagnostics, when the pointer rests on it, behind and
    above it. An app is analysed as its files are in the editor, saved or not. SCRIPT names it where a
    file does not tell which app is its own.
    """
    from reactor.build.sources import main_script

    main = main_script(script).resolve() if script else None
    try:
        from reactor.editor.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        hint = 'pip install "reactor-streamlit[lsp]"'
        raise NotInstalled("the language server needs pygls, which is not installed", hint=hint) from error
    make_server(main).start_io()
