"""A loop's own zip, map or filter concerns nobody else; one with a name is used up by whoever comes first."""

import streamlit as st

low = st.slider("Low", 0, 9, 1)
names = ["a", "b", "c"]
counts = [1, 2, 3]

for name, count in zip(names, counts, strict=True):
    st.write(name, count)
doubled = [2 * count for count in map(int, counts)]
st.write("names", names)
st.write("doubled", doubled)

letters = ["d", "e", "f"]
rows = zip(letters, [4, 5, 6], strict=True)
first = next(rows)
if low > 4:
    first = next(rows)
for name, count in rows:
    st.write("left", name, count)
st.write("first", first, low)

grown = [1]
for name in filter(None, ["g", "h"]):
    if low > 7:
        grown.append(low)
st.write("grown", grown)

# > set "Low" 3
# > ran 9
# > skipped 10 11 12 13
# > set "Low" 5
# > skipped 11 12 13
# > set "Low" 8
# > set "Low" 2
