"""The grammar of generated scripts: templates of statements (in the folder ``grammar``) and of expressions.

In a template ``<int>`` stands for an expression of that kind, or for a variable where a kind has no expressions; ``<int
a>`` also calls it ``a``, so that ``<a>`` repeats it. ``<+list>`` is a new variable, ``<++list>`` before a body one that
is seen after the statement too, and ``<=list>`` a variable that the statement binds again. ``<#>`` is a number of its
own in every script. A line ``<body>`` stands for statements of the same scope, ``<fields>`` for those that a form may
hold, ``<inner>`` for the body of a function, which sees ``x`` (an int) and ``items`` (a list) if those are its
parameters. ``<outer>`` is the keyword by which a function binds a variable around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are about one thing; ``weight`` says how often one of them is drawn."""

    weight: int
    templates: tuple[str, ...]


SHOWN: Mapping[str, str] = {
    "int": "{}",
    "bool": "{}",
    "str": "{}",
    "list": "{}",
    "nest": "{}",
    "dict": "{}",
    "lists": "{}",
    "set": "sorted({})",
    "frame": "{}.to_dict('list')",
    "box": "({0}.items, {0}.total, {0}.seen)",
    "part": "({0}.items, {0}.name)",
    "queue": "list({})",
    "counts": "dict({})",
    "buffer": "{}.getvalue()",
    "view": "list({})",
    "chain": "sorted({}.items())",
    "order": "list({}.items())",
    "space": "({0}.n, {0}.items)",
    "pair": "tuple({})",
    "bytes": "bytes({})",
    "tuple": "{}",
    "row": "(list({0}), {0}.asked)",
    "page": "{}.kept",
    "array": "{}.tolist()",
    "series": "{}.tolist()",
}
"""How a variable of a kind is shown; kinds that are not here are not."""

EXPRESSIONS: Mapping[str, Sequence[str]] = {
    "int": (
        "len(<list>)",
        "sum(<list>) % 89",
        "len(<nest>[0])",
        "<dict>.get('a', 0)",
        "len(<lists>['k'])",
        "len(<set>)",
        "(<int> + <int>) % 17",
        "<int> * 2 % 23",
        "<list>[-1] if <list> else -1",
        "<box>.total",
        "len(<box>.items)",
        "len(<part>.items)",
        "<counts>['a']",
        "int(<frame>['a'].sum())",
        "st.session_state.get('n', 0)",
        "len(st.session_state.get('log', ()))",
        "<count>()",
        "<remember>(<int>)",
        "<memo>(<int> % 3)",
        "next(<gen>, -1)",
        "<rng>.randrange(10)",
        "<int> if <bool> else <int>",
        "(lambda: <int>)()",
        "max((v for v in <list>), default=0)",
        "next(iter(<list>), 4)",
        "len(list(<view>))",
        "<chain>.get('a', 0)",
        "<order>['a']",
        "<space>.n",
        "<pair>.n",
        "<bytes>[0] % 7",
        "len(<tuple>[0])",
        "len(<row>)",
        "int(<array>[0])",
        "int(<array>.sum()) % 31",
        "int(<series>.sum()) % 31",
        "len(<frame>.columns)",
        "<total>(<list>)",
        "len(<load>(<int> % 3))",
        "len(<shared>())",
        "(len(<list>) and <list>.pop()) or 1",
    ),
    "bool": (
        "<int> % 2 == 0",
        "<int> > <int>",
        "<str> in ('a', 'x')",
        "not <bool>",
        "<list>",
        "<bool> and <bool>",
        "'n' in st.session_state",
        "<int> in <list>",
        "<list> is <list>",
    ),
    "str": ("str(<int>)", "<str> + 'x'", "'abc'[<int> % 3]", "str(<int>) + <str>", "''.join(map(str, <list>))[:5]"),
    "list": (
        "[<int>, <int>]",
        "[]",
        "list(range(<int> % 4))",
        "[v * <int> for v in <list>]",
        "<list>[:]",
        "sorted(<list>)",
        "<list> + [<int>]",
        "list(<set>)",
        "<lists>['k']",
        "<nest>[-1]",
        "<box>.items",
        "<part>.items",
        "<grow>(<list>, <int>)",
        "<pick>(<list>, <list>, <bool>)",
        "<list> if <bool> else <list>",
        "<list> or <list>",
        "list(itertools.islice(<gen>, 2))",
        "<load>(<int> % 3)",
        "<shared>()",
        "[*<list>, <int>]",
        "<space>.items",
        "<pair>.items",
        "<tuple>[0]",
        "list(<row>)",
        "<page>.kept",
        "<array>.tolist()",
        "<frame>['a'].tolist()",
        "copy.copy(<list>)",
        "next(iter(<nest>), <list>)",
        "(<list>, <list>)[<int> % 2]",
        "dict(k=<list>)['k']",
        "st.session_state.setdefault('log', [])",
    ),
}
"""Ways to write a value, besides a variable or a constant; kinds that are not here are only ever variables."""

CONSTANTS: Mapping[str, Sequence[str]] = {
    "int": ("0", "1", "2", "3", "7"),
    "bool": ("True", "False"),
    "str": ("'a'", "'b'", "''"),
    "list": ("[1, 2]", "[]", "[3]"),
}


@cache
def statements() -> Mapping[str, Group]:
    """The templates of statements, by group."""
    groups: dict[str, Group] = {}
    folder = resources.files(__package__).joinpath("grammar")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        for part in path.read_text().split("=== ")[1:]:
            title, _, text = part.partition("\n")
            name, weight = title.split()
            groups[name] = Group(int(weight), tuple(text.strip("\n").split("\n\n")))
    return groups


def helper() -> str:
    """The text of the local module ``helper``."""
    return resources.files(__package__).joinpath("helper.txt").read_text()


HEADER: Mapping[str, str] = {
    **{
        name: f"import {name}"
        for name in (
            "asyncio",
            "bisect",
            "collections",
            "concurrent",
            "contextlib",
            "copy",
            "dataclasses",
            "enum",
            "functools",
            "heapq",
            "io",
            "itertools",
            "operator",
            "os",
            "pathlib",
            "random",
            "threading",
            "types",
        )
    },
    "concurrent": "import concurrent.futures",
    "gate": "from reactor.verify.gate import gate",
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "st": "import streamlit as st",
    "helper": "import helper",
    "Pair": "Pair = collections.namedtuple('Pair', 'n items')",
}
"""What a script begins with, by the name that it uses."""
