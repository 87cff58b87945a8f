import collections

import numpy as np
import pandas as pd
import streamlit as st

low = st.slider("Low", 0, 9, 3)
high = st.slider("High", 0, 9, 6)
flag = st.checkbox("Flag")

table = pd.DataFrame({"a": range(5), "b": [1.5] * 5})
st.write("before", table.shape, float(table["b"].sum()))
table["low"] = low
st.write("between", list(table.columns))
table.loc[table["a"] > high, "b"] = high
table.drop(columns="a", inplace=True)
st.write("after", table.to_dict())

rows = [{"n": 1}, {"n": 2}]
first = rows[0]
st.write("rows", str(rows))
rows.append({"n": low})
st.write("rows with low", str(rows))
first["n"] = high
rows.sort(key=lambda row: -row["n"])
st.write("rows with high", str(rows), str(first))
if flag:
    rows.pop()
    first["flag"] = True
st.write("rows at last", str(rows), len(rows))

line = np.arange(4.0)
half = line[2:]
st.write("line", line.tolist())
half[:] = low
st.write("line with low", line.tolist(), half.tolist())
line[0] = high
st.write("line with high", line.tolist(), half.tolist())


class Box:
    def __init__(self):
        self.items = collections.deque([0])
        self.total = 0

    def add(self, item):
        self.items.append(item)
        self.total += item


box = Box()
st.write("box", list(box.items), box.total)
box.add(low)
st.write("box with low", list(box.items), box.total)
box.add(high)
st.write("box with high", list(box.items), box.total)

counts = collections.Counter(a=1)
for number in range(3):
    st.write("count", number, dict(counts))
    counts["low"] += low
    if number == 1:
        counts["high"] += high
st.write("counts", dict(counts))

try:
    seen = [low]
    seen.append(1 // (high - 5))
except ZeroDivisionError:
    seen.append("zero")
st.write("seen", str(seen))


def main():
    names = {"low": 0}
    st.write("names", str(names))
    names["low"] = low
    st.write("names with low", str(names))
    names["high"] = high
    st.write("names with high", str(names))


main()

# > set "High" 4
# > set "Low" 5
# > set "Flag" true
# > set "High" 5
# > set "Low" 1
# > rerun
# > set "Flag" false
# > set "High" 2
# > set "Low" 8
