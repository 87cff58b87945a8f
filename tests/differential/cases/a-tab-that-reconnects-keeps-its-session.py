import streamlit as st

st.session_state.n = st.session_state.get("n", 0) + 1
st.write(st.session_state.n)
name = st.text_input("Name")
st.write(name)

# > set "Name" "Ada"
# > reconnect
# > set "Name" "Bob"
# > reload
# > set "Name" "Cy"
