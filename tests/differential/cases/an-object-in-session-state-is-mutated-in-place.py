import streamlit as st

state = st.session_state
if "people" not in state:
    state.people = {"Ada": {"age": 36}}
    state.same = state.people["Ada"]
name = st.selectbox("Name", list(state.people))
if st.button("Older"):
    state.people[name]["age"] += 1
if st.button("Add"):
    state.people[f"person {len(state.people)}"] = {"age": 0}
st.write(state.people, state.same is state.people["Ada"])

# > click "Older"
# > click "Add"
# > set "Name" "person 1"
# > click "Older"
# > rerun
