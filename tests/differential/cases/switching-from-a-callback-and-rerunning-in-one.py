import streamlit as st


def restart():
    st.session_state.n = 0
    st.rerun()


st.session_state.n = st.session_state.get("n", 0) + 1
st.button("Restart", on_click=restart)
st.write(st.session_state.n)

# > rerun
# > click "Restart"
# > rerun
