import streamlit as st

loud = st.toggle("Loud")
if loud:

    def say(text):
        st.write(text.upper())

    class Voice:
        volume = 11
else:

    def say(text):
        st.write(text)

    class Voice:
        volume = 1


name = st.text_input("Name", "ada")
say(name)
st.write(Voice.volume)

# > set "Loud" true
# > set "Name" "bob"
# > set "Loud" false
# > set "Loud" true
