import streamlit as st

mood = st.radio("Mood", ["calm", "happy", "cold"])
if mood == "happy":
    st.balloons()
if mood == "cold":
    st.snow()
if st.button("Toast"):
    st.toast(f"mood is {mood}")
st.toast("always")
st.checkbox("Unrelated")

# > set "Mood" "happy"
# > set "Unrelated" true
# > click "Toast"
# > set "Mood" "cold"
# > set "Unrelated" false
