import altair as alt
import pandas as pd
import streamlit as st

rows = st.slider("Rows", 2, 6, 3)
data = pd.DataFrame({"x": range(rows), "y": [n * n for n in range(rows)]})
st.line_chart(data, x="x", y="y")
color = st.color_picker("Color", "#ff0000")
st.altair_chart(alt.Chart(data).mark_bar(color=color).encode(x="x:O", y="y:Q"))
st.bar_chart(data.set_index("x"))

# > set "Rows" 5
# > set "Color" "#00ff00"
# > set "Rows" 5
