import streamlit as st

with st.container(key="box", border=True, horizontal=True):
    st.button("One", icon=":material/add:", key="one")
    st.button("Two", key="two")
st.space("small")
st.write([name for name in ("one", "two") if st.session_state[name]])
st.badge("new", color="green")

# > click "one"
# > click "two"
