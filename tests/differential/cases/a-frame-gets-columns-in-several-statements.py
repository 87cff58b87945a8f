import pandas as pd
import streamlit as st

df = pd.DataFrame({"x": [1, 2, 3]})
factor = st.slider("Factor", 1, 5)
df["y"] = df["x"] * factor
offset = st.number_input("Offset", 0, 10)
df["z"] = df["y"] + offset
part = df[df.z > 3]
df.loc[0, "x"] = 100 if st.checkbox("Big") else 1
st.dataframe(df)
st.write(part.shape, df.x.sum())

# > set "Factor" 3
# > set "Offset" 2
# > set "Big" true
# > set "Offset" 0
# > set "Big" false
