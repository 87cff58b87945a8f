import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
items, either, negated, following, each, listed, called = [], [], [], [], [], [], []


class Items:
    def __getitem__(self, key):
        return items


class Either:
    def __or__(self, other):
        return either


class Negated:
    def __neg__(self):
        return negated


class Following:
    def __next__(self):
        return following


class Each:
    def __iter__(self):
        return iter([each])


class Listed:
    def __iter__(self):
        yield listed


class Called:
    def __call__(self, x):
        return called


by_key, union, minus, iterator, iterable, generated, function = (
    Items(), Either(), Negated(), Following(), Each(), Listed(), Called(),
)
item = by_key["k"]
item.append(a)
st.text(items)
one = union | 1
one.append(a)
st.text(either)
less = -minus
less.append(a)
st.text(negated)
upcoming = next(iterator)
upcoming.append(a)
st.text(following)
for every in iterable:
    every.append(a)
st.text(each)
all_of_them = list(generated)
all_of_them[0].append(a)
st.text(listed)
answer = function("k")
answer.append(a)
st.text(called)
st.text(b)

# > set "a" 2
# > set "b" 2
# > set "a" 1
