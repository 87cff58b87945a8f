import streamlit as st
m = st.slider("m", 0, 5, 1)
d = {"k": [0]}
ys = [1]
zs = [2]
nest = [d["k"]] * 2
other = [ys] + [zs]
third = [[3]] + other[:1]
nest[0].append(m)
other[0].append(m)
[zs, ys][0].append(m)
(ys if m > 2 else zs).append(7)
dict(a=ys)["a"].append(8)
{"b": zs}["b"].append(m)
(lambda q: q.append(m))(ys)
[*other][1].append(m)
(ys, zs)[1].append(m)
st.text(f"{d} {ys} {zs} {nest} {other} {third}")

# > set "m" 3
# > set "m" 4
# > rerun
# > set "m" 0
