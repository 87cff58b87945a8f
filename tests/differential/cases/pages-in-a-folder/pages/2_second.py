import streamlit as st

st.header("Second")
if st.button("Home again"):
    st.switch_page("app.py")
st.write(sorted(st.session_state))
