import streamlit as st

n = st.slider("n", 0, 5, 1)
m = st.slider("m", 0, 5, 1)
registry = [n]


def register(function):
    registry.append(function.__name__)
    return function


def named(name):
    def wrap(function):
        registry.append(name)
        return function

    return wrap


def counted(function):
    calls = {"n": 0}

    def inner(*args):
        calls["n"] += 1
        return function(*args), calls["n"]

    return inner


class Counter:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args), self.calls


@register
def plain(x):
    return x


@named("renamed")
def other(x):
    return x


@register
class Kind:
    pass


@counted
def in_a_closure(x):
    return x


@Counter
def in_an_object(x):
    return x


st.write(registry, plain(m), other(m), Kind.__name__)
st.write("closure", in_a_closure(n), in_a_closure(m))
st.write("object", in_an_object(n), in_an_object(m), in_an_object.calls)

# > set "n" 3
# > set "m" 2
# > set "m" 4
# > rerun
