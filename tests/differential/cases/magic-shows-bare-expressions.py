"""The docstring is not shown."""

import streamlit as st

"A string by itself"
x = st.slider("x", 0, 10, 3)
x
"x is", x
[n * x for n in range(3)]
if x > 5:
    "large"
{"x": x}
None

# > set "x" 7
# > set "x" 7
# > set "x" 2
