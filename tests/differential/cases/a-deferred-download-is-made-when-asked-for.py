import streamlit as st

text = st.text_input("Text", "hello")


def made():
    return text.upper().encode()


st.download_button("Later", made, "later.txt", key="later")
st.write(st.session_state.get("later"))

# > click "Later"
# > set "Text" "world"
# > click "Later"
