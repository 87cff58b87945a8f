import streamlit as st

size = st.slider("Size", 1, 9, 2)
found = list(range(size))
other = [size]
seen = []


def grow():
    return more() + len(seen)


def more(kept=seen):
    kept.append(0)
    return len(kept)


longer = lambda kept=found: kept.append(0) or len(kept)
first = longer()
second = (lambda kept=other, *, last=[]: kept.extend(last) or kept.append(1) or len(kept))()
third = grow()
st.text(f"{first} {second} {third}")
if st.checkbox("Again"):
    st.text(f"{longer()} {grow()} {found} {other} {seen}")

# > rerun
# > set "Again" true
# > set "Size" 4
# > rerun
# > set "Again" false
