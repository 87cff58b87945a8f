import streamlit as st

words = st.text_input("Words", "one two three")


def streamed():
    for word in words.split():
        yield word + " "


if st.button("Stream"):
    said = st.write_stream(streamed)
    st.session_state.said = said
st.write("said", st.session_state.get("said"))

# > click "Stream"
# > set "Words" "four five"
# > click "Stream"
