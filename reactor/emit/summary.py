"""A region in a few words, for the comment at its guard."""

from __future__ import annotations

from reactor_runtime.program import Region

_SHOWN = 5


def summarize(region: Region) -> str:
    """What a reader wants to know first: why it always runs, what it draws, reads, mutates and binds."""
    parts: list[str] = []
    if region.volatile:
        parts.append(
            "runs every time: " + _list([f"{reason.code} {reason.detail}".strip() for reason in region.volatile[:1]])
        )
    if region.files and not region.volatile:
        parts.append("runs when a file changes: " + _list([reason.detail for reason in region.files]))
    if region.draws:
        parts.append("draws")
    for word, names in (
        ("reads", [name for name, _ in region.reads]),
        ("state", list(dict.fromkeys((*region.state_reads, *region.state_writes)))),
        ("changes", list(region.mutates)),
        ("binds", [name for name, _ in region.binds]),
    ):
        if names:
            parts.append(f"{word} {_list(names)}")
    return "; ".join(parts)


def _list(names: list[str]) -> str:
    shown = [name.replace("\n", " ") for name in names[:_SHOWN]]
    return ", ".join(shown) + (", ..." if len(names) > _SHOWN else "")
