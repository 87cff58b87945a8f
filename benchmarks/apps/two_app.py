import streamlit as st

low = st.slider("Low", 0, 100)
st.write(low)
