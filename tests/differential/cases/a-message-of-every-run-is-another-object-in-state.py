import streamlit as st

st.session_state.setdefault("messages", [])
st.text_input("Name")
message = {"role": "user", "content": "same words"}
st.session_state.messages.append(message)
pair: list = [1, 2]
st.session_state.pair = pair
messages = st.session_state.messages
st.text(f"{len(messages)} {len({id(each) for each in messages})}")
for each in messages:
    with st.chat_message(each["role"]):
        st.markdown(each["content"])

# > set "Name" "a"
# > rerun
# > set "Name" "b"
