"""What a piece of code does, under construction."""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst

from reactor.bind import Variable
from reactor_runtime.program import Reason

from .alias import Touch
from .app import Function
from .partition import Draft
from .types import UNKNOWN, Type


@dataclass(frozen=True)
class Path:
    """How to reach a value from a variable: ``.name`` and ``[constant]`` steps, and ``name()`` for a call's result."""

    root: Variable
    steps: tuple[str, ...] = ()

    def then(self, step: str) -> Path | None:
        return Path(self.root, (*self.steps, step)) if len(self.steps) < 6 else None


@dataclass(frozen=True)
class Value:
    """The result of an expression: its type, its alias node (None: nothing that could be shared) and a path to it.

    ``part``: it may be something inside the object that the node stands for. ``pending``: values written into a display
    that nobody has stored anywhere yet, so that they need not be one alias set. ``local``: a text that can only name a
    file on this machine.
    """

    type: Type = UNKNOWN
    node: int | None = None
    path: Path | None = None
    part: bool = False
    pending: tuple[Value, ...] = ()
    local: bool = False


@dataclass(frozen=True)
class OpenCall:
    """A method call on a receiver of unknown type; decided at run time. ``closed``: its author says it computes."""

    path: Path
    method: str
    arguments: tuple[tuple[str, str], ...]
    line: int
    text: str
    closed: bool = False


@dataclass(eq=False, repr=False)
class Record:
    """Effects of a region (``draft``), of code between regions of a frame, or of a whole leaf function.

    ``order`` is its place in program order among the records of its frame. ``control`` are the records that decide
    whether it runs.
    """

    frame: Function | None
    module: int
    node: cst.CSTNode | None = None
    draft: Draft | None = None
    order: int = 0
    loops: tuple[cst.CSTNode, ...] = ()
    control: tuple[Record, ...] = ()
    reads: dict[Variable, None] = field(default_factory=dict)
    binds: dict[Variable, None] = field(default_factory=dict)
    touches: dict[int, Touch] = field(default_factory=dict)
    mutated: dict[Variable, None] = field(default_factory=dict)
    draws: bool = False
    widgets: dict[str, None] = field(default_factory=dict)
    state_reads: dict[str, None] = field(default_factory=dict)
    state_writes: dict[str, None] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)
    files: dict[str, Reason] = field(default_factory=dict)
    """Calls that read files which the runtime sees being opened."""
    opens: bool = False
    """It draws what may be given as the name of a file."""
    open_calls: dict[OpenCall, None] = field(default_factory=dict)
    claims: dict[str, None] = field(default_factory=dict)
    """What it is taken to do on the word of the app's author, and where that is written."""
    calls_any: Touch = Touch.NONE
    """It calls a value that may be any function of the app: for certain (`MUTATE`), or perhaps (`SUSPECT`)."""
    enters: dict[Function, None] = field(default_factory=dict)
    """Split functions it calls."""
    calls: dict[Function, None] = field(default_factory=dict)
    """Leaf functions of its own recursion, whose effects are added when all of them are known."""
    bound_nodes: dict[Variable, int] = field(default_factory=dict)
    bound_at: dict[Variable, set[cst.Name]] = field(default_factory=dict)

    @property
    def native(self) -> bool:
        return self.draft is None

    def touch(self, node: int | None, how: Touch) -> None:
        if node is not None and how:
            self.touches[node] = self.touches.get(node, Touch.NONE) | how

    def reason(self, code: str, line: int, detail: str) -> None:
        self.reasons.setdefault((code, detail), Reason(code, line, detail))

    def claim_signature(self, name: str) -> None:
        """A call is taken to do what the author's signature of it says."""
        self.claims[f"pyproject.toml: the signature of {name}"] = None

    def reads_file(self, line: int, detail: str) -> None:
        self.files.setdefault(detail, Reason("file-read", line, detail))
