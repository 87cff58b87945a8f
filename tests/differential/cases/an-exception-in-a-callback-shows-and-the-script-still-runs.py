import streamlit as st


def fail():
    st.session_state.tried = st.session_state.get("tried", 0) + 1
    raise ValueError("no")


st.button("Fail", on_click=fail)
st.write("tried", st.session_state.get("tried", 0))

# > click "Fail"
# > rerun
# > click "Fail"
