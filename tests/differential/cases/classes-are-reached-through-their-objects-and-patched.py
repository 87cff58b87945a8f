import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)


class Listed:
    found = []
    number = 0


class Numbered:
    number = 0


class Patched:
    def total(self):
        return 0


one, two, three = Listed(), Numbered(), Patched()
type(one).found.append(a)
st.text(Listed.found)
type(one).number = b
st.text(Listed.number)
two.__class__.number = a
st.text(Numbered.number)
st.text(three.total())
Patched.total = lambda self: a
st.text(three.total())
st.text(b)

# > set "a" 2
# > set "b" 2
# > set "a" 1
