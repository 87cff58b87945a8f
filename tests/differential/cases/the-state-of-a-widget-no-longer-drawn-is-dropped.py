import streamlit as st

show = st.checkbox("Show", True)
if show:
    st.text_input("Name", key="name")
    st.slider("Unkeyed", 0, 10)
st.write("name" in st.session_state, sorted(st.session_state))

# > set "name" "Ada"
# > set "Unkeyed" 7
# > set "Show" false
# > rerun
# > set "Show" true
# > set "name" "Bob"
