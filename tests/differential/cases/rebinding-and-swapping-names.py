import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
value = [a]
first = value
value = [b]
value.append("second")
st.text(first)
st.text(value)
left, right = [a], [b]
left, right = right, left
left.append("left")
st.text(left)
st.text(right)
total = 0
for item in (a, b):
    total += item
st.text(total)
total = f"total {b}"
st.text(total)
a = a + 1
st.text(a)
if b > 1:
    b = "many"
st.text(b)
print = st.text
print(a)
value = first = None
st.text(value)

# > set "a" 2
# > skipped 10 21
# > set "b" 2
# > skipped 9
# > set "b" 1
