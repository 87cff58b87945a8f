"""Telling apart what is typed after `reactor serve`: our options, Streamlit's, and the script's arguments.

Streamlit's options have a dot in their name and always take a value. They are recognised by that, so that neither
`reactor serve --help` nor a typing error has to wait for Streamlit's import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import click

_STREAMLIT_OPTION = re.compile(r"--[a-zA-Z_]\w*(\.\w+)+(=.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line: `ours` with the target, `streamlit` options with their values, the `script`'s arguments."""

    ours: tuple[str, ...]
    streamlit: tuple[str, ...]
    script: tuple[str, ...]


def split(arguments: list[str]) -> Typed:
    """Sort a command line; what follows a `--` is the script's."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    ours: list[str] = []
    streamlit: list[str] = []
    rest = iter(arguments[:end])
    for argument in rest:
        if not _STREAMLIT_OPTION.fullmatch(argument):
            ours.append(argument)
            continue
        streamlit.append(argument)
        if "=" not in argument:
            streamlit.extend(value for value in [next(rest, None)] if value is not None)
    return Typed(tuple(ours), tuple(streamlit), tuple(arguments[end + 1 :]))


class Share(click.Option):
    """An option with a value that may be left out, and is given as `--name=VALUE` only.

    With click's own, the script's name after it would be taken for the value.
    """

    alone = "10"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Show how it is given."""
        return f"{self.opts[0]}[={self.make_metavar(ctx)}]", self.help or ""


class ServeCommand(click.Command):
    """A command that leaves Streamlit's options and the script's arguments in `ctx.obj` as a `Typed`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse only what is ours."""
        ctx.obj = split(args)
        alone = {name: item.alone for item in self.params if isinstance(item, Share) for name in item.opts}
        ours = [f"{word}={alone[word]}" if word in alone else word for word in ctx.obj.ours]
        return super().parse_args(ctx, ours)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name in the usage line what the parser does not see."""
        return [*super().collect_usage_pieces(ctx), "[-- SCRIPT ARGUMENTS]"]
