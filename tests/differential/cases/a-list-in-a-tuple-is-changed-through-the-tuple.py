import streamlit as st

n = st.slider('n', 0, 6, 2)
a, b, c, d = [], [], [], []
p = (a, 1)
q = {'k': (b, 2)}
r = [(c, n)]
s = ((d, 3), 4)
a2, _ = p
a2.append(n)
q['k'][0].append(n)
r[0][0].append(n)
s[0][0].append(n)
x, y = [], []
for item, number in [(x, 1), (y, 2)]:
    item.append(n)
st.text(f'{p} {q} {r} {s} {x} {y}')
st.text(f'{a} {b} {c} {d}')

# > set "n" 1
# > set "n" 2
