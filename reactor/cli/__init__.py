"""The command line. One file a command; what is heavy to import is imported inside the commands."""

from __future__ import annotations

import click

from reactor import __version__
from reactor.cli.build import build
from reactor.cli.explain import explain
from reactor.cli.graph import graph
from reactor.cli.lsp import lsp
from reactor.cli.problems import ReactorGroup
from reactor.cli.rule import rule
from reactor.cli.serve import serve
from reactor.cli.trace import trace
from reactor.cli.verify import verify
from reactor.cli.vscode import vscode


@click.group(cls=ReactorGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reactor")
def main() -> None:
    """Compile an unmodified Streamlit script, and serve it so that an event reruns only what depends on it.

    \b
    reactor serve app.py        build the app, serve it, open the browser
    reactor build app.py        write the build: transpiled script, graph, report
    reactor explain app.py:42   why line 42 reruns, or why it need not
    reactor verify app.py       the same events under Streamlit and under Reactor, compared
    """


for command in (build, serve, graph, explain, rule, verify, vscode, lsp, trace):
    main.add_command(command)
