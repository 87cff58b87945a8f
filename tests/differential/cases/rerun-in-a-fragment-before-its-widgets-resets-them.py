# streamlit/streamlit#11266: rerun() in a fragment, before its text input is reached, drops what was typed into it.
import streamlit as st


@st.fragment
def early():
    if st.button("Rerun"):
        st.rerun()
    st.info(st.text_input("Early", value="foo", key="early"))


@st.fragment
def late():
    st.info(st.text_input("Late", value="foo", key="late"))
    if st.button("Rerun late"):
        st.rerun()


@st.fragment
def alone():
    if st.session_state.get("left", 0) > 0:
        st.session_state.left -= 1
        st.rerun(scope="fragment")
    if st.button("Twice"):
        st.session_state.left = 2
        st.rerun(scope="fragment")
    st.info(st.text_input("Alone", value="foo", key="alone"))


early()
late()
alone()
st.info(f"{st.session_state.early} {st.session_state.late} {st.session_state.alone}")
st.button("Update")

# > set "Early" "one"
# > set "Late" "two"
# > click "Rerun"
# > click "Update"
# > set "Early" "three"
# > click "Rerun late"
# > set "Alone" "four"
# > click "Twice"
# > click "Update"
