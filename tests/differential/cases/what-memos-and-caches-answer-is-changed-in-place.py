import itertools
from enum import Enum
from functools import lru_cache

import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)


@lru_cache
def remembered(key):
    return [key]


class Keeper:
    factor = 1

    @lru_cache
    def kept(self, key):
        return [key]

    @st.cache_data
    def times(_self, number):
        return number * _self.factor


st.text(remembered("x"))
remembered("x").append(a)
st.text(remembered("x"))
keeper = Keeper()
st.text(keeper.kept("y"))
keeper.kept("y").append(b)
st.text(keeper.kept("y"))
other = Keeper()
st.text([other.times(1), other.times(b)])
other.factor = a
st.text([other.times(1), other.times(b)])


@st.cache_data
def itself(items):
    return items


items = [1]
answered = itself(items)
answered.append(a)
st.text(items)
missing = []


class Letter(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        missing.append(value)
        return cls.A


Letter(a + 5)
st.text(missing)
placed = []
list(itertools.starmap(placed.insert, [(0, a)]))
st.text(placed)
best = []
max([[a]], key=best.append)
st.text(best)


def noted(items=[]):
    return items


noted.__defaults__[0].append(a)
st.text(noted())

# > set "a" 2
# > set "b" 2
# > set "a" 1
# > rerun
