"""``dict(rows=rows)``, ``dict.fromkeys`` and numpy's lists of views hand out the very object again."""

import collections

import numpy as np
import streamlit as st

low = st.slider("Low", 0, 9, 1)

rows = [0]
same = dict(rows=rows)["rows"]
rows.append(low)
st.write("same", same)

shared = []
by_key = dict.fromkeys(["a", "b"], shared)
first = by_key["a"]
shared.append(low)
st.write("first", first, by_key)

kept = [1]
ordered = collections.OrderedDict(kept=kept)
kept.append(low)
for item in ordered.values():
    st.write("ordered", item)

lists = collections.defaultdict(list, known=kept)
lists["known"].append(low)
st.write("kept", kept)

numbers = np.arange(4)
left, right = np.split(numbers, 2)
left[0] = low
st.write("numbers", numbers.tolist(), np.split(numbers, 2)[0].tolist())
parts = np.array_split(numbers, 2)
half = parts[1]
half[0] = low
st.write("half", numbers.tolist())

# > set "Low" 3
# > set "Low" 5
# > rerun
