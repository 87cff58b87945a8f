import numpy as np
import streamlit as st

a = st.slider("a", 1, 9, 1)
b = st.slider("b", 1, 9, 1)
square = np.zeros((2, 2))
np.einsum("ii->i", square)[:] = a
st.text(square)
locked = np.zeros(2)
locked[0] = b
same = locked
same.setflags(write=a > 1)
st.text(locked.flags.writeable)
st.text(locked)
pairs = np.zeros(4)
left, right = np.split(pairs, 2)
right += a
st.text(pairs)
shaped = np.zeros(4)
same = shaped
same.shape = (2, 2) if a > 1 else (4,)
st.text(shaped)

# > set "a" 2
# > set "b" 2
# > set "a" 1
# > set "b" 3
# > set "a" 3
