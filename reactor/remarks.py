"""What there is to say about the author's own words: comments and signatures that are not understood, or not needed.

Purpose: nothing that an author says is ignored in silence. Needs: the evaluated app. Gives: warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from reactor.diagnostics import Diagnostic
from reactor.effects.context import Shared
from reactor.parse import VOCABULARY, Source
from reactor.project import Project

_WARNING = "warning"


def remarks(shared: Shared, project: Project | None) -> tuple[Diagnostic, ...]:
    """Warnings about all files of an app, and about its project's table."""
    found = [item for names in shared.app.modules for item in _of_comments(names.source, shared)]
    if project is not None:
        found += _of_signatures(shared, project)
    return tuple(found)


def _of_comments(source: Source, shared: Shared) -> Iterator[Diagnostic]:
    for wrong in source.overrides.misplaced:
        if wrong.words in VOCABULARY:
            message = f"no statement ends on this line, so `{wrong.words}` says nothing; put it behind one"
            yield Diagnostic("override-unused", source.path, wrong.line, wrong.column, message, _WARNING)
            continue
        close = get_close_matches(wrong.words, VOCABULARY, n=1)
        meant = f"did you mean `{close[0]}`? " if close else ""
        message = f"`{wrong.words}` is no word of a `# reactor:` comment; {meant}there are: {', '.join(VOCABULARY)}"
        yield Diagnostic("override-unknown", source.path, wrong.line, wrong.column, message, _WARNING)
    for override in source.overrides.found:
        if override not in shared.overrides_used:
            message = f"`{override.words}` changes nothing here: no call of the statement needs it"
            yield Diagnostic("override-unused", source.path, override.line, override.column, message, _WARNING)


def _of_signatures(shared: Shared, project: Project) -> Iterator[Diagnostic]:
    """A local module is compiled with the app, so that nobody asks for its signatures."""
    local = {name.partition(".")[0] for name in shared.app.by_name}
    for name in sorted(local & shared.signatures.declared_modules()):
        message = f"the signatures of {name!r} are not used: it is a module of the app, and compiled with it"
        yield Diagnostic("signature-unused", str(project.path), 1, 0, message, _WARNING)
