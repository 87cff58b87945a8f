import streamlit as st

clouds = st.slider("Clouds in %", 0, 100, 20)
if clouds > 60:
    st.error("The dome stays closed.")
else:
    st.success("The dome will open at dusk.")
st.session_state["clouds"] = clouds
