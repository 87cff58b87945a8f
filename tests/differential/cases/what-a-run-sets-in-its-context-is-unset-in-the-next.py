import decimal

import numpy as np
import streamlit as st

a = st.slider("a", 1, 9, 3)
b = st.slider("b", 1, 9, 1)
st.text(np.geterr()["divide"])
st.text(decimal.getcontext().prec)
st.text(str(np.array([1.23456789])))
np.seterr(divide="ignore" if a > 1 else "raise")
np.set_printoptions(precision=a)
decimal.getcontext().prec = a
st.text(np.geterr()["divide"])
st.text(str(np.array([1.23456789])))
st.text(b)

# > set "a" 1
# > set "b" 2
# > set "a" 2
