import streamlit as st

low, high = st.slider("Range", 0, 10, (2, 8))
first, *rest = range(low, high)
total = 0
total += sum(rest)
total *= 2
pair = (left, right) = (first, total)
matrix = [[0] * 2 for _ in range(2)]
matrix[0][1] = low
matrix[1][0] += high
assert high > low, "empty range"
st.write(pair, left, right, matrix)

# > set "Range" [1, 4]
# > set "Range" [5, 5]
# > set "Range" [0, 10]
