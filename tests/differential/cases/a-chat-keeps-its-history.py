import streamlit as st

if "messages" not in st.session_state:
    st.session_state.messages = []
for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])
if prompt := st.chat_input("Say"):
    st.session_state.messages.append({"role": "user", "content": prompt})
    with st.chat_message("user"):
        st.markdown(prompt)
    with st.chat_message("assistant"):
        answer = st.write_stream(word + " " for word in prompt.upper().split())
    st.session_state.messages.append({"role": "assistant", "content": answer})
if st.sidebar.button("Clear"):
    st.session_state.messages = []
    st.rerun()

# > chat "Say" "hello there"
# > chat "Say" "again"
# > rerun
# > click "Clear"
# > chat "Say" "fresh"
