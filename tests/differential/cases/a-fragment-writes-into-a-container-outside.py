import streamlit as st

outside = st.container()
outside.write("always first")


@st.fragment
def writer():
    if st.button("Write"):
        st.session_state.written = st.session_state.get("written", 0) + 1
    with outside:
        st.write("written", st.session_state.get("written", 0))
    st.write("inside")


writer()
st.checkbox("Full")

# > click "Write"
# > click "Write"
# > set "Full" true
# > click "Write"
