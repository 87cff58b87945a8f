# streamlit/streamlit#8332: after a full rerun asked for by a fragment, a checkbox outside of it had lost its value.
# streamlit/streamlit#9171: the same for the widget that chooses which form, itself a fragment, is shown.
import streamlit as st

if st.checkbox("Show"):
    st.text("shown")
which = st.radio("Form", ["static", "dynamic"], index=None)


@st.fragment
def dynamic():
    kind = st.selectbox("Kind", ["a", "b"])
    value = st.text_input(f"Value of {kind}", key=f"value {kind}")
    if st.button("Submit"):
        st.session_state.submitted = {"kind": kind, "value": value}
        st.rerun()


def static():
    with st.form("static form"):
        value = st.text_input("Static value")
        if st.form_submit_button("Send"):
            st.session_state.submitted = {"kind": "static", "value": value}
            st.rerun()


@st.fragment
def everything():
    if st.button("Rerun everything"):
        st.rerun()


everything()
if which == "dynamic":
    dynamic()
elif which == "static":
    static()
st.write(st.session_state.get("submitted"))

# > set "Show" true
# > click "Rerun everything"
# > set "Form" "dynamic"
# > set "Kind" "b"
# > set "Value of b" "x"
# > click "Submit"
# > click "Rerun everything"
# > set "Form" "static"
# > set "Static value" "y"
# > click "Send"
# > set "Form" "dynamic"
