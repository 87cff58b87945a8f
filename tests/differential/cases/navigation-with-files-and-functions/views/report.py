import streamlit as st

rows = st.slider("Rows", 1, 5)
st.table([{"row": n} for n in range(rows)])
st.write(st.session_state.get("kept", "nothing kept"))
