import streamlit as st

if "runs" not in st.session_state:
    st.session_state.runs = 0
st.session_state.runs += 1
st.write("runs", st.session_state.runs)
name = st.text_input("Name")
st.write("hello", name)

# > set "Name" "Ada"
# > rerun
# > set "Name" "Bob"
