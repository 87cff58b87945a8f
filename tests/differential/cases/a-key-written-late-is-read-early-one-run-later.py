import streamlit as st

st.write("last name was", st.session_state.get("last", "none"))
name = st.text_input("Name")
st.session_state.last = name
st.write("state now", st.session_state.last)

# > set "Name" "Ada"
# > set "Name" "Bob"
# > rerun
# > rerun
