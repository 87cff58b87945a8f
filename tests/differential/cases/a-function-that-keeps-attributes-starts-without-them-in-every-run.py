import streamlit as st

step = st.slider("Step", 0, 5, 1)
other = st.slider("Other", 0, 5, 1)


def count():
    count.calls = getattr(count, "calls", 0) + step
    return count.calls


def plain():
    return 1


plain.calls = getattr(plain, "calls", 0) + other
count()
st.write("count", count())
st.write("plain", plain.calls)

# > set "Step" 2
# > set "Other" 3
# > set "Step" 3
# > rerun
