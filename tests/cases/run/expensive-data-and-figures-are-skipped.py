import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

rows = st.slider("Rows", 5, 50, 10)
data = pd.DataFrame({"x": np.arange(rows), "y": np.arange(rows) ** 2})
chart = alt.Chart(data).mark_line().encode(x="x", y="y")
st.altair_chart(chart)
title = st.text_input("Title")
st.subheader(title)

# > set "Title" "x"
# > ran 10 11
# > skipped 6 7 8 9
# > set "Rows" 20
# > ran 6 7 8 9
# > skipped 10 11
