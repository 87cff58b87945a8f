import streamlit as st

state = st.session_state
if "a" not in state:
    state.a = []
    state.b = state.a
if st.button("Append"):
    state.a.append(len(state.b))
if st.button("Part ways"):
    state.b = list(state.a)
st.write(state.a, state.b, state.a is state.b)

# > click "Append"
# > click "Append"
# > click "Part ways"
# > click "Append"
