import streamlit as st
import functools, collections, itertools, random, io, dataclasses, copy
n = st.slider("n", 0, 5, 1)
m = st.slider("m", 0, 5, 1)

class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, v): self.log.append(v); return self
    def __getitem__(self, k): self.log.append(k); return k
    def __setitem__(self, k, v): self.log.append((k, v))
    def __len__(self): self.log.append("len"); return 3
    def __contains__(self, v): self.log.append("in"); return True
    def __enter__(self): self.log.append("enter"); return self
    def __exit__(self, *a): self.log.append("exit")
    def __iter__(self): self.log.append("iter"); return iter([1])
    def __str__(self): self.log.append("str"); return "acc"
    def __bool__(self): self.log.append("bool"); return True
    def __eq__(self, o): self.log.append("eq"); return False
    def __hash__(self): self.log.append("hash"); return 1
    def __lt__(self, o): self.log.append("lt"); return False
    def __call__(self): self.log.append("call"); return 1
    def __getattr__(self, name): self.__dict__["log"].append(name); return 0
acc = Acc()
acc += n
a1 = len(acc)
a2 = n in acc
a3 = str(acc)
a4 = f"{acc} {m}"
with acc:
    st.text("in")
for v in acc:
    a5 = v
if acc:
    a6 = 1
a7 = acc == m
a8 = acc[n]
acc[m] = 1
a9 = {acc: 1}
b1 = acc()
b2 = acc.missing
b3 = sorted([acc, acc])[0] is acc
b4 = list(acc)
b5 = not acc
b6 = acc and m
b7 = "%s" % acc
st.write("x", acc.log)

# > set "n" 3
# > set "m" 2
# > set "n" 0
# > rerun
