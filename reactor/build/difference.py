"""What one report says that another one did not.

Purpose: after an edit, to see whether more or less of the app can be skipped. Needs: the reports of two builds. Gives:
a `Difference`, and text about it.

Statements are known again by file, function and text, so that one that only moved is no difference; of several alike,
the first goes with the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reactor.build.report import describe
from reactor.build.verdict import Verdict

WORSE = "Always run now:"
BETTER = "Can be skipped now:"
ADDED = "New, and always run:"
GONE = "Gone, and always ran:"

Key = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement whose verdict changed; `before` is None for a new one, `after` for one that has gone."""

    path: str
    line: int
    source: str
    before: str | None
    after: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`totals` are those of the two reports."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    changes: tuple[Change, ...]

    def to_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """How `new` differs from `old`: statements that can now be skipped or no longer, new ones, and those that went."""
    before, after = dict(_statements(old)), dict(_statements(new))
    changes = [
        _change(key, before.get(key), after.get(key))
        for key in [*after, *(key for key in before if key not in after)]
        if before.get(key, {}).get("verdict") != after.get(key, {}).get("verdict")
    ]
    return Difference(old["totals"], new["totals"], tuple(changes))


def _statements(report: Mapping[str, Any]) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for file in report["files"]:
        for statement in file["statements"]:
            alike = (file["path"], statement.get("scope", ""), statement["kind"], statement["source"])
            yield (*alike, seen[alike]), statement
            seen[alike] += 1


def _change(key: Key, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Change:
    known: Mapping[str, Any] = new or old or {}
    # One that can be skipped now has no reasons any more; those it had are what is of interest.
    codes = dict.fromkeys(reason["code"] for one in (new, old) if one for reason in one["reasons"])
    before, after = (str(one["verdict"]) if one else None for one in (old, new))
    return Change(key[0], known["line"], known["source"], before, after, tuple(codes))


def _title(change: Change) -> str | None:
    """Under which heading a change is listed; None for one that matters little."""
    if change.after == Verdict.ALWAYS:
        return WORSE if change.before else ADDED
    if change.before == Verdict.ALWAYS:
        return BETTER if change.after else GONE
    return None


def print_difference(difference: Difference) -> str:
    """The difference as text: what got worse first."""
    if not difference.changes:
        return "No statement differs from the previous build.\n"
    lines = [f"Before: {describe(difference.before)}", f"Now:    {describe(difference.after)}"]
    for title in (WORSE, BETTER, ADDED, GONE):
        found = [change for change in difference.changes if _title(change) == title]
        lines += ["", title] if found else []
        lines += [f"  {one.path}:{one.line}  {one.source}  ({', '.join(one.codes)})" for one in found]
    added = sum(one.before is None for one in difference.changes)
    gone = sum(one.after is None for one in difference.changes)
    return "\n".join([*lines, "", f"Statements added: {added}, gone: {gone}."]) + "\n"
