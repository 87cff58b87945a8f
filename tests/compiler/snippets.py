"""Small scripts that use the corners of Python's syntax. They import nothing, so that running them takes no time."""

from __future__ import annotations

import sys

SNIPPETS = {
    "straight line": """
a = [1, 2]
a.append(len(a))
b, (c, *d) = sum(a), a
print(a, b, c, d)
""",
    "several statements on a line": """
a = 1; b = [a]; b.append(2); print(b)
if b: c = b[0]; print(c)
else: c = None
for x in b: print(x); y = x * 2
while b: b.pop()
class K: z = 1; w = [z]
def f(): v = [1]; v.append(2); return v
print(f(), K.w, y)
""",
    "strings across lines": '''
text = """one
    two
three""".upper()
if text:
    print("""inside
  a block""", f"""{text.lower()
    } end
""")
''',
    "comments and blank lines": """
# first

x = max(1, 2)  # trailing
# between
if x:  # on the header

    # before the statement
    print(x)  # after it

    # at the end
# done
print("z")
# last
""",
    "continuation lines": """
total = sum([1,
    2,
  3])
value = total + \\
    max(4,
        5)
if (total > 3 and
        value):
    print(total,
          value)
""",
    "elif chain": """
def grade(n):
    if max(n, 0) > 8:
        return "a"
    elif max(n, 1) > 4:
        return "b"
    else:
        return "c"
print([grade(n) for n in range(12)])
x = 5
if max(x, 1) == 1:
    print(1)
elif max(x, 2) == 5:
    print(5)
else:
    print("none")
""",
    "loops with else, break and continue": """
for i in list(range(6)):
    if i % 2:
        continue
    print(i)
    if i == 4:
        break
else:
    print("never")
for i in sorted({3, 1}):
    print(i)
else:
    print("end")
n = 3
while len("x" * n) > 0:
    n -= 1
else:
    print("n", n)
""",
    "tuples without parentheses": """
def f():
    return 1, sum([2])
for x in 1, sum([2]):
    print(x)
for y in (1, sum([3])):
    print(y)
a = 1, len("ab")
print(f(), a)
""",
    "generator as the only argument": """
print(sum(x for x in [1, 2]))
for y in (x * 2 for x in [1, 2]):
    print(y)
""",
    "exceptions": """
try:
    print(int("3"))
    int("x")
    print("not reached")
except ValueError as error:
    print("bad", type(error).__name__)
except (KeyError, TypeError):
    print("other")
else:
    print("fine")
finally:
    print("finally")
try:
    pass
finally: print("short")
""",
    "an error in the middle": """
def inner(x):
    values = [x]
    values.append(1)
    return values[7]

def outer():
    data = dict(a=1)
    return inner(data)

print("before")
outer()
""",
    "with": """
from contextlib import contextmanager, suppress
@contextmanager
def place(name):
    print("in", name)
    yield name.upper()
    print("out", name)
with place("a") as a, place("b"):
    print(a)
with (place("c") as c,
      place("d")):
    print(c)
with suppress(ValueError): int("x")
print("end")
""",
    "match": """
def what(v):
    match v:
        case {"a": x, **rest} if len(rest) < 2:
            return x, rest
        case [1, *tail]:
            return tail
        case str() as s: return s.upper()
        case 1 | 2:
            return "small"
        case _:
            return None
print(what({"a": 1, "b": 2}), what([1, 2, 3]), what("s"), what(2), what(9.5))
match len("abc"):
    case 3:
        print("three")
""",
    "functions": '''
"""Module docstring."""
def documented(x, *args, y=len("ab"), **kw):
    """A docstring."""
    return x, args, y, sorted(kw)
print(documented(1, 2, y=3, z=4), documented.__doc__)
def outer(n):
    items = []
    def add(x):
        items.append(x + n)
        return items
    add(1)
    return add(2)
print(outer(10))
''',
    "decorators": """
def twice(f):
    def wrapper(*a):
        return f(*a), f(*a)
    return wrapper

@twice
# a comment between
@twice
def g(x):
    return x + 1
print(g(1))
""",
    "classes": """
class Base:
    \"\"\"Doc.\"\"\"
    count = len("ab")

    def __init__(self, x):
        self.x = x

    @property
    def double(self):
        return self.x * 2

    @classmethod
    def make(cls): return cls(7)

class Child(Base):
    def __init__(self, x):
        super().__init__(x + 1)

    def __repr__(self):
        return f"Child({self.x}, {self.double})"
print(Child(1), Base.make().double, Base.__doc__)
""",
    "globals and nonlocals": """
n = 0
def bump():
    global n
    n += 1
    def again():
        global n
        n += 10
    again()
def counter():
    c = 0
    def step():
        nonlocal c
        c += 1
        return c
    step()
    return step()
bump()
print(n, counter())
""",
    "walrus, lambda, comprehension": """
if (n := len("abc")) > 2:
    print(n)
f = lambda x, y=len("ab"): x + y
print([f(x) for x in range(3) if (last := x) >= 0], last)
print({k: v for k, v in zip("ab", [1, 2])}, {x for x in [1]})
""",
    "generators": """
def numbers(n):
    for i in range(n):
        got = yield i
    return "end"
g = numbers(3)
print(next(g), list(g))
def chain():
    result = yield from numbers(2)
    print(result)
print(list(chain()))
""",
    "async code": """
import asyncio
async def wait(x):
    await asyncio.sleep(0)
    async with asyncio.Lock():
        return x + 1
async def main():
    return [await wait(i) for i in range(2)]
print(asyncio.run(main()))
""",
    "deleting": """
d = {"a": 1, "b": 2}
del d["a"]
x = y = 3
del x
print(d, y, "x" in globals())
""",
    "assertions and raise": """
assert len("a") == 1, "message"
try:
    assert len("a") == 2, "wrong " + "length"
except AssertionError as error:
    print(error)
try:
    raise KeyError("k") from ValueError("v")
except KeyError as error:
    print(repr(error), repr(error.__cause__))
""",
    "annotations": """
x: int = len("abc")
y: "str"
def f(a: int = max(1, 2)) -> list[int]:
    b: list[int] = [a]
    return b
print(x, f())
""",
    "future import": """
from __future__ import annotations
def f(a: Undefined) -> Missing:
    return a
print(f(1))
""",
    "shebang and coding": """#!/usr/bin/env python
# -*- coding: utf-8 -*-
print("é", len("é"))
""",
    "tabs": "if len('a'):\n\tx = [1]\n\tx.append(2)\n\tif x:\n\t\tprint(x)\n",
    "form feeds and carriage returns": "x = len('a')\r\n\x0cif x:\r\n    print(x)\r\n",
    "no newline at the end": "x = [1]\nprint(x.index(1))",
    "main guard": """
def main():
    values = [1]
    values.append(2)
    print(values)
if __name__ == "__main__":
    main()
""",
    "unpacking calls": """
def f(*a, **k):
    return a, sorted(k.items())
args = [1, 2]
print(f(*args, 3, *[4], x=1, **dict(y=2)))
first, *rest = [*args, *"ab"]
print(first, rest, {**{"a": 1}, "b": 2})
""",
    "conditional expressions": """
x = 3
print("big" if max(x, 2) > 2 else "small", not len("") or x)
y = (1 if x else 2, [] or [x])
print(y)
""",
    "nested functions and closures in loops": """
made = []
for i in range(3):
    def show(j=i):
        return i, j
    made.append(show)
print([f() for f in made])
""",
    "star expressions in return and index": """
def f(t):
    return *t, len(t)
d = {(1, 2): "a"}
print(f([1]), d[1, 2])
""",
    "only comments": "# nothing here\n\n# at all\n",
    "empty": "",
}

if sys.version_info >= (3, 12):
    SNIPPETS["type parameters"] = """
type Pair[T] = tuple[T, T]
def first[T](x: list[T]) -> T:
    return x[0]
class Box[T]:
    def __init__(self, x: T) -> None:
        self.x = x
print(first([1, 2]), Box(3).x, f"{", ".join(["a"])}")
"""
