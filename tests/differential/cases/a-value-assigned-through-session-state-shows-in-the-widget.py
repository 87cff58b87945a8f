import streamlit as st

if st.button("Reset"):
    st.session_state.level = 0
    st.session_state.word = "reset"
st.slider("Level", 0, 10, key="level")
st.text_input("Word", key="word")
st.write(st.session_state.level, st.session_state.word)

# > set "level" 7
# > set "word" "mine"
# > click "Reset"
# > set "word" "again"
# > click "Reset"
# > rerun
