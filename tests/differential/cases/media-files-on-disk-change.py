import wave
from pathlib import Path

import streamlit as st
from PIL import Image

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{0}"><rect width="9" height="{0}"/></svg>'


def put(size):
    Path("picture.svg").write_text(PICTURE.format(size))
    Image.new("RGB", (size, 4), "red").save("picture.png")
    with wave.open("sound.wav", "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(size * 100))


st.button("Write", on_click=put, args=(5,))
if st.button("Make"):
    put(3)
if Path("picture.svg").exists():
    st.image("picture.svg")
    st.image("picture.png", caption="a picture")
    st.image(["picture.png", "picture.svg"])
    st.audio("sound.wav")
st.text_input("Note")

# > click "Make"
# > set "Note" "x"
# > click "Write"
# > set "Note" "y"
# > click "Make"
