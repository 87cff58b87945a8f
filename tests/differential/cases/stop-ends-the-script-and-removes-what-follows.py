import streamlit as st


def require(flag):
    if not flag:
        st.warning("accept first")
        st.stop()


accepted = st.checkbox("Accept", True)
st.write("before")
require(accepted)
st.text_input("After", key="after")
st.write("after", st.session_state.after)

# > set "after" "x"
# > set "Accept" false
# > set "Accept" true
# > set "Accept" false
# > rerun
