from functools import lru_cache

import streamlit as st

calls = []


@lru_cache
def double(n):
    calls.append(n)
    return 2 * n


n = st.slider("n", 0, 5)
st.write(double(n), double(n), double(0))
if st.checkbox("More"):
    st.write(double(n + 1))
st.write(calls, double.cache_info().hits)

# > set "n" 2
# > set "More" true
# > set "n" 0
