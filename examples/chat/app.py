"""A chat with a bot that streams its answers, word by word."""

import time

import streamlit as st

st.title("Pocket librarian")

BOOKS = {
    "space": ["The Long Orbit", "A Field Guide to Small Moons"],
    "cooking": ["Salt, Patience, Fire", "One Pot, Forty Days"],
    "history": ["Ledgers of the Old Port", "The Clockmaker's War"],
}


def answer(prompt, tone):
    topics = [topic for topic in BOOKS if topic in prompt.lower()]
    if not topics:
        text = f"I know about {', '.join(BOOKS)}. Ask me about one of them!"
    else:
        titles = " and ".join(f"*{title}*" for topic in topics for title in BOOKS[topic])
        text = f"About {' and '.join(topics)} I would read {titles}."
    if tone == "formal":
        text = f"Dear reader, {text[0].lower()}{text[1:]}"
    for word in text.split(" "):
        yield word + " "
        time.sleep(0.02)


with st.sidebar:
    tone = st.selectbox("Tone", ["friendly", "formal"])
    if st.button("Clear conversation"):
        st.session_state.messages = []

if "messages" not in st.session_state:
    st.session_state.messages = []

for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])

if prompt := st.chat_input("Ask for a book"):
    with st.chat_message("user"):
        st.markdown(prompt)
    st.session_state.messages.append({"role": "user", "content": prompt})

    with st.chat_message("assistant"):
        response = st.write_stream(answer(prompt, tone))
    st.session_state.messages.append({"role": "assistant", "content": response})

st.sidebar.metric("Messages", len(st.session_state.messages))
