import streamlit as st


@st.cache_resource
def made():
    return {"times": 0}


made()["times"] += 1
st.session_state.n = st.session_state.get("n", 0) + 1
st.write(made()["times"], st.session_state.n)
st.text_input("Name", key="name")

# > set "name" "Ada"
# > rerun
# > clear_cache
# > rerun
