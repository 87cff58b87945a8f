"""Alias sets: which values may be the same object, or one inside the other.

Unification (Steensgaard): each value has a node, and whatever may make two values one object unifies their nodes. A
node may have a *content* node, for what is stored inside: the elements of a list, the attributes of an instance. The
answer does not depend on order, and is found in near-linear time.

What is stored inside a library's own object, or inside something of unknown type, is not told apart from the object:
there a part may share memory with the whole.
"""

from __future__ import annotations

from enum import IntFlag


class Trait(IntFlag):
    """What is known of all members of a set."""

    NONE = 0
    EXTERNAL = 1
    """Reachable from outside the function being looked at: a global, a captured variable, a library object."""
    PERSISTENT = 2
    """Outlives the walk: session state, a cached resource, a variable of an imported module."""
    ITERATOR = 4
    """Reading its items uses them up."""
    FILLS = 8
    """Reading a missing item adds it (``defaultdict``)."""
    OUTSIDE = 16
    """Changed by code that does not run in the walk: a callback, a fragment, a thread."""
    INSTANCE = 32
    """May be an object of a class of the app."""


class Touch(IntFlag):
    """How code touches an alias set."""

    NONE = 0
    CREATE = 1
    READ = 2
    MUTATE = 4
    ITERATE = 8
    ITEM = 16
    SUSPECT = 32
    """Mutates it, unless a check at run time finds that the method called does not."""
    ESCAPE = 64
    """Stores it where it outlives the walk."""
    MUTATE_ALL = 128
    """Mutates it or anything inside it."""
    ASK = 256
    """May call its special methods."""
    ASK_ALL = 512
    """May call special methods of it and of anything inside it."""
    CALL_ALL = 1024
    """May call any method of it and of anything inside it, now or later."""
    CACHED = 2048
    """The body of a cached function changes it, and it may be an object that outlives walks."""


_DEEP = Touch.CREATE | Touch.READ | Touch.SUSPECT | Touch.ESCAPE | Touch.MUTATE_ALL | Touch.ASK_ALL | Touch.CALL_ALL


def inside(how: Touch) -> Touch:
    """What a touch of a whole is to what is inside it."""
    deep = how & _DEEP
    return deep | Touch.MUTATE if deep & Touch.MUTATE_ALL else deep


_INHERITED = Trait.EXTERNAL | Trait.PERSISTENT


class Aliases:
    """The union-find structure of one app."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._traits: list[Trait] = []
        self._content: list[int | None] = []

    def new(self, traits: Trait = Trait.NONE) -> int:
        self._parent.append(len(self._parent))
        self._traits.append(traits)
        self._content.append(None)
        return len(self._parent) - 1

    def find(self, node: int) -> int:
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def content(self, node: int) -> int:
        """The node of what is inside; made on first use."""
        root = self.find(node)
        inner = self._content[root]
        if inner is None:
            inner = self._content[root] = self.new(self._traits[root] & _INHERITED)
        return self.find(inner)

    def known_content(self, node: int) -> int | None:
        """The node of what is inside, if anything was ever put in or taken out."""
        inner = self._content[self.find(node)]
        return None if inner is None else self.find(inner)

    def set_content(self, node: int, content: int) -> None:
        """Say what is inside a node."""
        inner = self.known_content(node)
        if inner is None:
            self._content[self.find(node)] = content
            self.add(content, self.traits(node) & _INHERITED)
        else:
            self.union(inner, content)

    def closure(self, node: int) -> list[int]:
        """The node and all that is inside, outermost first."""
        found: list[int] = []
        current: int | None = self.find(node)
        while current is not None and current not in found:
            found.append(current)
            current = self.known_content(current)
        return found

    def union(self, a: int, b: int) -> int:
        """One object, or maybe: contents are unified too."""
        first = self.find(a)
        todo = [(a, b)]
        while todo:
            x, y = (self.find(node) for node in todo.pop())
            if x == y:
                continue
            self._parent[y] = x
            traits = self._traits[x] | self._traits[y]
            inner_x, inner_y = self._content[x], self._content[y]
            if inner_x is not None and inner_y is not None:
                todo.append((inner_x, inner_y))
            self._content[x] = inner_x if inner_x is not None else inner_y
            self.add(x, traits)
        return self.find(first)

    def traits(self, node: int) -> Trait:
        return self._traits[self.find(node)]

    def add(self, node: int, traits: Trait) -> None:
        """Give a set traits; what is inside is reachable from wherever the whole is."""
        current: int | None = self.find(node)
        self._traits[self.find(node)] |= traits
        down = self._traits[self.find(node)] & _INHERITED
        seen: set[int] = set()
        while down and current is not None and current not in seen:
            seen.add(current)
            self._traits[current] |= down
            current = self.known_content(current)
