import functools
import streamlit as st
k = st.slider("k", 0, 5, 1)
m = st.slider("m", 0, 5, 1)
LIMIT = 3
helper = lambda n: n + k
memo = functools.lru_cache(lambda n: n + k)
memo2 = functools.lru_cache(maxsize=None)(helper)
@functools.lru_cache(maxsize=None)
def pure(n):
    return n + LIMIT
class T:
    @functools.lru_cache
    def meth(self, n): return n + k
t = T()
st.write(memo(1), memo2(2), pure(m), t.meth(3))
p = functools.partial(memo, 4)
st.write(p(), m)
xs = []
@functools.singledispatch
def show(v): xs.append(v); return k
@show.register
def _(v: int): xs.append(-v); return k
st.write(show(m), show("a"), xs)

# > set "k" 3
# > set "m" 3
# > set "k" 2
# > rerun
