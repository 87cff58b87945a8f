import pandas as pd
import streamlit as st


@st.cache_data(max_entries=2)
def table(rows, *, scale=1):
    st.write("drawn while computing", rows)
    return pd.DataFrame({"n": [n * scale for n in range(rows)]})


rows = st.slider("Rows", 1, 5, 2)
scale = st.number_input("Scale", 1, 9)
data = table(rows, scale=scale)
data["m"] = data.n + 1
st.dataframe(data)
st.write(table(rows, scale=scale).columns.tolist())

# > set "Rows" 4
# > set "Scale" 3
# > set "Rows" 2
# > set "Scale" 1
