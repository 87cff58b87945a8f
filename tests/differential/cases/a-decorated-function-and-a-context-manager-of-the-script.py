from contextlib import contextmanager
from functools import wraps

import streamlit as st


def titled(function):
    @wraps(function)
    def inner(*args):
        st.subheader(function.__name__)
        return function(*args)

    return inner


@contextmanager
def card(title):
    with st.container(border=True):
        st.write(title)
        yield st.empty()
        st.write("end of card")


@titled
def report(n):
    st.write("n is", n)
    return n + 1


n = st.slider("n", 0, 5)
with card("Card") as place:
    result = report(n)
place.write(f"result {result}")

# > set "n" 3
# > set "n" 0
