"""The program: regions of every source file, their effects, mutable ranges, and the transpiled sources.

A region is addressed as ``(module, id)``: ``id`` counts from 1 in program order within its file, so that the guard
``_r.run(3)`` in a transpiled file stands for region 3 of that file. ``Program`` numbers modules in build order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class RegionKind(StrEnum):
    """What of a statement the region is."""

    STATEMENT = "statement"
    DEFINITION = "definition"
    TEST = "test"
    ITERABLE = "iterable"
    LOOP = "loop"
    """Has no guard; its id stands in ``_r.loop``."""
    CONTEXT = "context"
    SUBJECT = "subject"
    ARGUMENT = "argument"
    RETURNED = "returned"


class Binding(StrEnum):
    """Where a name that a region binds or reads lives."""

    LOCAL = "local"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class Span:
    """A source range; lines count from 1, columns from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a region runs in every walk: a diagnostic code, where, and what was seen there."""

    code: str
    line: int
    detail: str


FILE_NAME = "<file>"
"""Method of a `Check` that asks whether the value names a file on this machine."""


@dataclass(frozen=True, slots=True)
class Check:
    """A call whose receiver's type is known only at run time.

    ``path`` is the receiver as a chain from a name the region can see: a name, then attribute names and constant
    subscripts (``("data", "['a']", ".frame")``). ``method`` is what is called on it, ``keywords`` all its arguments,
    as ``reactor_runtime.program.signatures.arguments`` describes them (position or name, ``repr`` of a constant or
    ``"?"``). The runtime resolves it by the type of the value at ``path`` in ``Program.signatures``. ``closed``: the
    author of the script says that the call does nothing but compute, so that no answer is as good as a harmless one.
    With the method `FILE_NAME` it is no call: the value must be the name of a file.
    """

    path: tuple[str, ...]
    method: str
    keywords: tuple[tuple[str, str], ...]
    line: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """One region and its static effects.

    ``reads`` and ``binds`` are names; with each goes where it lives, seen from the region's own scope. ``binds`` is in
    the order of ``_r.values``. ``passes`` are names that it binds on some ways only and does not read: an execution
    that left one as it was is good only for the same value. ``volatile`` empty means skippable. ``escapes``: names it
    binds whose object, if it is mutable, outlives the walk and is therefore made anew in every walk. ``ranges`` are the
    mutable ranges (indices in ``Program.ranges``) it is a member of; ``forces`` those among them that its own dirtiness
    forces, because it creates, mutates, or reads before the last mutation. A member that does not force only follows.
    ``claims``: what the author of the app has said about it and is believed, each with the place where it is written.
    ``files`` are calls that read files and nothing else outside: an execution is reused while the files it was seen to
    open are unchanged. ``opens``: it draws what may be given as the name of a file. ``streams``: names it binds that
    are known to hold a stream in memory, so that all that reads from it counts as changing it. ``settings``: settings
    of libraries that it reads, if somebody in the app sets them; ``sets``: those that it sets. ``source`` is the first
    line of its text, ``digest`` stands for all of it (empty where nothing is guarded: a loop, a function's body).
    """

    id: int
    kind: RegionKind
    span: Span
    scope: str
    source: str
    reads: tuple[tuple[str, Binding], ...] = ()
    binds: tuple[tuple[str, Binding], ...] = ()
    passes: tuple[tuple[str, Binding], ...] = ()
    mutates: tuple[str, ...] = ()
    draws: bool = False
    widgets: tuple[str, ...] = ()
    state_reads: tuple[str, ...] = ()
    state_writes: tuple[str, ...] = ()
    volatile: tuple[Reason, ...] = ()
    checks: tuple[Check, ...] = ()
    escapes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    ranges: tuple[int, ...] = ()
    forces: tuple[int, ...] = ()
    files: tuple[Reason, ...] = ()
    opens: bool = False
    streams: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    loop_depth: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A mutable range: the regions of one alias set that is mutated somewhere.

    ``members`` run together; ``ancestors`` are all regions that may make one of them dirty. ``always``: mutated from
    outside the walk (a callback, a fragment, a thread), or by code between the regions, which runs in every walk; so
    the range is forced in every walk. ``between`` is the file, by index, and the line of such code.

    ``conditional``: nothing is known to mutate it, but a method of unknown type may. It counts only from the walk after
    the first in which an execution of a forcing member turned out not to be reusable (a failed check); until then it
    may be ignored. Treating it as any other range is sound as well.
    """

    id: int
    names: tuple[str, ...]
    members: tuple[tuple[int, int], ...]
    ancestors: tuple[tuple[int, int], ...]
    always: bool = False
    conditional: bool = False
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Checkpointed:
    """Ranges whose objects the runtime can put back to what they were before any of the changes.

    A member may then run without the members before it. ``changing`` are the regions before which to look at the
    objects; all objects are reached from the variables ``holders``, as every member sees them. ``controls`` are the
    regions that may decide which members are reached. Ranges that stand here together are put back together.
    """

    ranges: tuple[int, ...]
    changing: tuple[tuple[int, int], ...]
    controls: tuple[tuple[int, int], ...]
    holders: tuple[tuple[str, Binding], ...]


@dataclass(frozen=True, slots=True)
class ModuleProgram:
    """One source file.

    ``name`` is ``"__main__"`` for the main script and pages, else the import name. ``lines[i]`` is the source line that
    line ``i + 1`` of ``transpiled`` stands for, and ``indents[i]`` the number of columns the guard added to it.
    """

    index: int
    name: str
    path: str
    source_hash: str
    transpiled: str
    lines: tuple[int, ...]
    indents: tuple[int, ...]
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled app.

    ``edges`` are ``((module, id), (module, id), kind, detail)`` in program order. ``writes``: a walk may write files.
    """

    modules: tuple[ModuleProgram, ...]
    ranges: tuple[Range, ...] = ()
    edges: tuple[tuple[tuple[int, int], tuple[int, int], str, str], ...] = ()
    checkpoints: tuple[Checkpointed, ...] = ()
    signatures: dict[str, object] = field(default_factory=dict)
    writes: bool = True
