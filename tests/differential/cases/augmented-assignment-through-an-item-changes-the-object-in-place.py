import streamlit as st
m = st.slider("m", 0, 5, 1)
ys = [1]
d = {"k": ys}
d["k"] += [m]
st.text(f"{ys}")
zs = [2]
class Box:
    def __init__(self, items): self.items = items
    def add(self, v): self.items += [v]
b = Box(zs)
b.items += [m]
b.add(m)
st.text(f"{zs}")
ws = [[5]]
ws[0] *= m
us = ws[0]
us += [m]
st.text(f"{ws}")

# > set "m" 3
# > set "m" 4
# > rerun
# > set "m" 0
