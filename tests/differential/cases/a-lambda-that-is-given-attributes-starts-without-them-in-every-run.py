import streamlit as st

number = st.slider("Number", 0, 5)
kept = lambda: 0


def bump():
    kept.calls = getattr(kept, "calls", 0) + 1
    return kept.calls


turn = 0
while turn < bump() % 4:
    turn += 1
    st.text(f"{turn} {number}")
    st.text(12 // (2 - turn))

# > set "Number" 1
# > rerun
