import streamlit as st

st.session_state.setdefault("count", 0)
st.session_state.count += 1
st.text_input("Name", key="name")
st.write(st.session_state.count)
if st.button("Clear"):
    st.session_state.clear()
    st.rerun()
if st.button("Delete one"):
    del st.session_state["count"]

# > set "name" "Ada"
# > click "Delete one"
# > rerun
# > click "Clear"
# > rerun
