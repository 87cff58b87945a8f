import streamlit as st

st.session_state.setdefault("steps", 0)
st.write("steps", st.session_state.steps)
if st.button("Three steps"):
    st.session_state.todo = 3
if st.session_state.get("todo", 0) > 0:
    st.session_state.todo -= 1
    st.session_state.steps += 1
    st.rerun()
st.write("done")

# > click "Three steps"
# > rerun
# > click "Three steps"
