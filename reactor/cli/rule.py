"""`reactor rule`: the explanation of a code that a report names."""

from __future__ import annotations

import click


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Explain CODE, as it stands in a report; without CODE, list all."""
    from reactor.build.rules import rules

    known = rules()
    if code is None:
        width = max(map(len, known), default=0)
        for one in sorted(known):
            click.echo(f"{one:<{width}}  {known[one].summary}")
        return
    if code not in known:
        raise click.BadParameter(f"there is no code {code!r}{_similar(code, list(known))}", param_hint="CODE")
    click.echo(known[code].page(), nl=False)


def _similar(code: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(code, known, n=3)
    return f"; did you mean {' or '.join(close)}?" if close else "; reactor rule lists them"
