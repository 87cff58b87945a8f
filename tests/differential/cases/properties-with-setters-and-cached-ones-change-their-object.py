import streamlit as st
import functools, collections, itertools, random, io, dataclasses, copy
n = st.slider("n", 0, 5, 1)
m = st.slider("m", 0, 5, 1)

class T:
    def __init__(self): self._v = []; self.hits = 0
    @property
    def v(self):
        self.hits += 1
        return self._v
    @v.setter
    def v(self, x):
        self.hits += 10
        self._v = x
    @functools.cached_property
    def slow(self):
        self.hits += 100
        return self.hits
t = T()
a = t.v
a.append(n)
st.text(f"{t.hits} {t._v}")
t.v = [m]
b = t.slow
c = t.slow
st.text(f"{t.hits} {t._v} {a} {b} {c}")
@dataclasses.dataclass
class P:
    xs: list = dataclasses.field(default_factory=list)
    n: int = 0
    def __post_init__(self): self.xs.append(self.n)
p = P(n=n)
q = P(p.xs, m)
st.text(f"{p} {q}")
q.xs += [5]
st.text(f"{p} {q}")
r = dataclasses.replace(p, n=m)
st.text(f"{p} {r}")

# > set "n" 3
# > set "m" 2
# > set "n" 0
# > rerun
