import pandas as pd
import streamlit as st

text = st.text("draft")
n = st.slider("n", 0, 3)
if n:
    text.text(f"n is {n}")
place = st.container()
table = place.dataframe(pd.DataFrame({"a": [0]}))
for extra in range(n):
    table.dataframe(pd.DataFrame({"a": range(extra + 2)}))
status = st.status("Working", state="running")
status.write("part one")
if n > 2:
    status.update(label="Done", state="complete")
st.write("end")

# > set "n" 2
# > set "n" 0
# > set "n" 3
