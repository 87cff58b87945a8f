import streamlit as st


def counter():
    count = 0

    def add(by=1):
        nonlocal count
        count += by
        return count

    return add


add = counter()
step = st.slider("Step", 1, 5)
st.write(add(), add(step))
for _ in range(st.number_input("Times", 0, 3)):
    add(step)
st.write("total", add(0))

# > set "Step" 3
# > set "Times" 2
# > set "Step" 1
