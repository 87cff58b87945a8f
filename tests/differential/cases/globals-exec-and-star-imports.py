from math import *

import streamlit as st

n = st.slider("n", 1, 5)
exec("made = n * 10")
globals()["other"] = n + 1
st.write(made, other, floor(pi * n), sorted(name for name in globals() if name in ("made", "other", "n")))
if st.checkbox("Again"):
    exec("st.write('from exec', made)")

# > set "n" 3
# > set "Again" true
# > set "n" 4
