# streamlit/streamlit#9267: each result of a page of results is a fragment that is given the page's offset.
import streamlit as st


@st.fragment
def result(offset, number):
    with st.container(border=True):
        st.write(f"offset {offset}, number {number}")
        key = f"open {offset + number}"
        st.session_state[f"{key} value"] = st.toggle(
            f"Open {offset + number}", value=st.session_state.get(f"{key} value", False), key=key
        )
        st.write(st.session_state[f"{key} value"])


page = st.number_input("Page", 0, 3, 0)
for number in range(2):
    result(page * 2, number)

# > set "Open 1" true
# > set "Page" 1
# > set "Open 2" true
# > set "Open 3" true
# > set "Page" 0
# > set "Open 1" false
