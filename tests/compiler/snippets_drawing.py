"""Scripts that draw, so that their functions are split."""

from __future__ import annotations

DRAWING = {
    "a main function": '''
import streamlit as st

def main():
    """What it does."""
    low = st.slider("Low", 3, 9)
    rows = [low, low + 1]
    rows.append(7)
    if st.button("Go!"):
        st.write(rows)
        return sum(rows)
    st.write("not reached")

if __name__ == "__main__":
    st.write(main())
''',
    "arguments and returned values": """
import streamlit as st
def pair(x, *rest, scale=len("ab"), **more):
    st.write(x)
    return x * scale, len(rest) + len(more)
a, b = pair(st.slider("a", 1, 9), max(2, 3), 4, scale=st.slider("s", 5, 9), key=[1])
print(a, b, pair(*[1, 2], **{"z": 3}))
total = pair(1)[0] + pair(2)[1]
""",
    "containers": """
import streamlit as st
with st.sidebar:
    x = st.slider("x", 1, 9)
with st.container(border=True) as box, st.expander("more"):
    st.write(x)
left, right = st.columns(2)
with left:
    st.write("left")
right.write("right")
for number, tab in enumerate(st.tabs(["a", "b"])):
    with tab:
        st.write(number)
with (st.form("f")):
    st.text_input("t")
with st.columns(3)[1]:
    st.write("middle")
""",
    "loops in a function": """
import streamlit as st
def show(names):
    count = 0
    for name in sorted(names):
        if name == "skip":
            continue
        st.write(name)
        count += 1
        for letter in name:
            st.text(letter)
            if letter == "b":
                break
        else:
            st.text("all")
    while count > 0:
        count -= 1
        st.write(count)
    return count
print(show({"ab", "skip", "c"}))
""",
    "nested functions": """
import streamlit as st
def page():
    items = [1]
    def row(x):
        st.write(x, items)
        return x + len(items)
    def plain(y):
        return y * 2
    items.append(row(3))
    st.write(plain(row(4)))
    return items
print(page())
""",
    "methods": """
import streamlit as st
class Page:
    title = "T".lower()
    def __init__(self, x):
        self.x = x
        st.header(self.title)
    def draw(self):
        for i in range(self.x):
            self.row(i)
        return self
    def row(self, i): st.write(i); return i
    @staticmethod
    def note(text):
        st.caption(text)
Page(2).draw().note("end")
page = Page(1)
print([page.row(i) for i in range(2)])
""",
    "functions by name": """
import streamlit as st
def one(): st.write(1); return "one"
def two():
    st.write(2)
    return "two"
PAGES = {"one": one, "two": two}
choice = st.selectbox("page", list(PAGES))
print(PAGES[choice](), [f() for f in (one, two)])
""",
    "conditions that draw": """
import streamlit as st
def ask(x):
    return st.checkbox(x)
if ask("a!") and not ask("b") or ask("never"):
    st.write("yes")
elif ask("c!"):
    st.write("no")
print(ask("d!") if st.button("e") else ask("f"), f"{ask('g!')}")
""",
    "exceptions through frames": """
import streamlit as st
def fails(x):
    st.write(x)
    try:
        st.text("in")
        return [][x]
    finally:
        st.text("out")
try:
    fails(1)
except IndexError as error:
    st.error(str(error))
def outer():
    st.write("outer")
    fails(2)
outer()
""",
    "globals in a function": """
import streamlit as st
seen = []
count = 0
def show():
    global count
    count += 1
    seen.append(count)
    st.write(count, seen)
show()
show()
print(count)
""",
    "match in a function": """
import streamlit as st
def show(v):
    match st.radio("r", [v, 0]):
        case [first, *rest]:
            st.write(first)
            return rest
        case int() as n if max(n, 0) > 1:
            st.write(n)
        case _: st.write("other"); return None
    return "end"
print(show([1, 2]), show(5), show("x"))
""",
    "decorated": """
import streamlit as st
@st.cache_data
def load(n):
    return list(range(n))
@st.fragment(run_every=None)
def part(n):
    # a comment first
    data = load(n)
    st.write(data)
part(3)
""",
    "magic": '''
"""Docstring."""
import streamlit as st
x = max(1, 2)
x
"shown"
def f():
    """Doc."""
    x
    st.write(x)
    return x
f()
''',
}
