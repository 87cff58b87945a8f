import pandas as pd
import streamlit as st

low = st.slider("Low", 0, 9, 3)
table = pd.DataFrame({"a": range(5)})
total = int(table["a"].sum())
st.write("total", total)
table["low"] = low
st.write(table.to_dict())
high = st.slider("High", 0, 9, 6)
table["high"] = high
st.write(table.to_dict())
rows = [total]
doubled = [row * 2 for row in rows]
rows.append(high)
st.write(rows)


def main():
    names = {"total": total}
    st.write(len(names))
    names["low"] = low
    st.write(names)


main()

# > set "Low" 5
# > ran 4 8 9 11 12 22 23
# > skipped 5 6 7 10 13 14 15 16 20 21
# > set "High" 2
# > ran 10 11 12 15 16
# > skipped 4 5 6 7 8 9 13 14 20 21 22 23
# > rerun
# > skipped 4 5 6 7 8 9 10 11 12 13 14 15 16 20 21 22 23
# > set "Low" 1
# > ran 4 8 9 11 12 22 23
# > skipped 5 6 7 10 13 14 15 16 20 21
