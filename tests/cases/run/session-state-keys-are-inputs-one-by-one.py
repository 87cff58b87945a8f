import streamlit as st

st.session_state.setdefault("a", 0)
st.session_state.setdefault("b", 0)
if st.button("Add to a"):
    st.session_state.a += 1
st.write("a", st.session_state.a)
st.write("b", st.session_state.b)

# > click "Add to a"
# > ran 5 6 7
# > skipped 8
# > rerun
# > ran 5
# > skipped 7 8
