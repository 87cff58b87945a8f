# streamlit/streamlit#10283: a dialog of a fragment's button, closed by the person, can be opened again.
import streamlit as st


@st.dialog("Upload")
def upload():
    st.text_input("Name")
    if st.button("Done"):
        st.rerun()


@st.fragment
def panel():
    if st.button("Open"):
        upload()
    st.checkbox("In the panel")


panel()
st.checkbox("Below")

# > click "Open"
# > set "Name" "a"
# > dismiss
# > click "Open"
# > click "Done"
# > set "In the panel" true
# > set "Below" true
