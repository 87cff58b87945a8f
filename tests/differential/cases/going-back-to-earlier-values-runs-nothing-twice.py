"""Tables and texts made from values seen before are what they were then."""

import pandas as pd
import streamlit as st

orders = pd.DataFrame({"price": [1, 2, 3, 4, 5, 6], "shop": ["a", "b", "a", "b", "a", "b"]})
low = st.slider("Low", 0, 9)
shop = st.radio("Shop", ["a", "b"])
dear = orders[orders["price"] > low]
chosen = dear[dear["shop"] == shop]
total = int(chosen["price"].sum())
st.dataframe(dear)
st.write("total", total)
with st.expander("More"):
    st.write("rows", len(dear), "of", shop)
rows = []
rows.append(total)
st.write("rows", rows)
st.session_state.last = total
st.write("last", st.session_state.last)

# > set "Low" 2
# > ran 9 10 11 12
# > set "Low" 0
# > skipped 9 10 11 12 13 15
# > set "Shop" "b"
# > ran 10 11
# > set "Low" 2
# > skipped 9 12
# > ran 10 11
# > set "Shop" "a"
# > skipped 10 11 13
# > ran 18
# > set "Low" 0
# > skipped 9 10 11 12 13 15 20
