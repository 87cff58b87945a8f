import pandas as pd
import streamlit as st

stars = pd.DataFrame(
    {
        "star": ["Sirius", "Vega", "Arcturus", "Capella", "Rigel"],
        "magnitude": [-1.46, 0.03, -0.05, 0.08, 0.13],
        "distance": [8.6, 25, 36.7, 42.9, 860],
    }
)
limit = st.slider("Brighter than", -2.0, 1.0, 0.1)
st.dataframe(stars[stars.magnitude < limit], hide_index=True)
st.scatter_chart(stars, x="distance", y="magnitude")
