import streamlit as st

state = st.session_state
state.setdefault("a", 1)
state["b"] = state["a"] + 1
state.update({"c": [state.a]})
if st.button("More"):
    state.a += 1
    state["c"].append("more")
for key in sorted(state):
    st.write(key, state[key])
st.write("d" in state, state.pop("b"), len(state), dict(state).get("b"))

# > click "More"
# > rerun
# > click "More"
