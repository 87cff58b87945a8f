import streamlit as st


@st.fragment
def counter(name):
    key = f"count {name}"
    if st.button(f"Add to {name}"):
        st.session_state[key] = st.session_state.get(key, 0) + 1
    st.write(name, st.session_state.get(key, 0))


with st.sidebar:
    counter("side")
for name in st.multiselect("Names", ["a", "b", "c"], ["a", "b"]):
    counter(name)
st.write({key: st.session_state[key] for key in sorted(st.session_state)})

# > click "Add to b"
# > click "Add to side"
# > set "Names" ["b", "c"]
# > click "Add to b"
# > click "Add to c"
# > set "Names" ["b"]
# > click "Add to side"
