import io
import wave

import streamlit as st


def tone(length):
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(n % 200 for n in range(length)))
    return out.getvalue()


length = st.slider("Length", 100, 500, step=100)
st.audio(tone(length))
if st.checkbox("Twice"):
    st.audio(tone(length * 2))
st.write(length)

# > set "Length" 300
# > set "Twice" true
# > set "Length" 100
# > set "Twice" false
