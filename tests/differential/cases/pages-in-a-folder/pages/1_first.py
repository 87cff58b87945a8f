import streamlit as st

st.header("First")
level = st.slider("Level", 0, 9)
st.write(level, st.session_state.get("name", "no name"), st.session_state.visits)
st.page_link("pages/2_second.py", label="To second")
