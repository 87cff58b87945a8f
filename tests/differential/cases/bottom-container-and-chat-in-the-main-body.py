import streamlit as st

mode = st.radio("Mode", ["plain", "chat"])
if mode == "chat":
    text = st.chat_input("Ask", key="ask")
    st.write("asked", text)
    st.chat_message("ai").write("answer")
st.write("end")

# > set "Mode" "chat"
# > chat "ask" "why?"
# > set "Mode" "plain"
# > set "Mode" "chat"
