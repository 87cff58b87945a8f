from dataclasses import dataclass, field

import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)

memo = {}
computed = []


def memoized(function):
    def inner(*args):
        if args not in memo:
            memo[args] = function(*args)
            computed.append(args)
        return memo[args]

    return inner


@memoized
def square(x):
    return x * x


st.text(square(a))
st.text(square(b))
st.text(computed)

calls = []


def noted(words):
    def decorate(function):
        def inner(*args):
            calls.append((words, args))
            return function(*args)

        return inner

    return decorate


class Doubler:
    @noted("double")
    def double(self, x):
        return 2 * x


doubler = Doubler()
st.text(doubler.double(a))
st.text(calls)
st.text(doubler.double(b))
st.text(calls)

shared = []


@dataclass
class Basket:
    items: list = field(default_factory=lambda: shared)


first, second = Basket(), Basket()
first.items.append(a)
st.text(second.items)
second.items.append(b)
st.text(shared)

# > set "a" 2
# > set "b" 2
# > set "a" 1
# > rerun
