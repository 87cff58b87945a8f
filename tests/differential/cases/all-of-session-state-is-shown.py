import streamlit as st

st.session_state.setdefault("count", 0)
st.checkbox("Box", key="box")
st.text_input("Unkeyed")
st.write(st.session_state)
st.json(st.session_state)
st.text(str(st.session_state))
st.text(sorted(st.session_state.to_dict().items()))
st.text(f"{len(st.session_state)} {sorted(st.session_state)} {dict(st.session_state)}")
if st.button("Count"):
    st.session_state.count += 1
if st.button("Add"):
    st.session_state[f"added {len(st.session_state)}"] = [1]
st.text("last")

# > set "Box" true
# > click "Count"
# > set "Unkeyed" "a"
# > click "Add"
# > rerun
# > click "Add"
