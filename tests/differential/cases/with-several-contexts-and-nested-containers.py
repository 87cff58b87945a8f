import streamlit as st

count = st.slider("Count", 1, 4, 2)
columns = st.columns(count)
for index, column in enumerate(columns):
    with column, st.container(border=True):
        st.write("cell", index)
        for _ in range(index):
            st.caption("line")
grid = [st.columns(2) for _ in range(2)]
grid[1][0].write("bottom left")
grid[0][1].write(f"top right {count}")

# > set "Count" 4
# > set "Count" 1
# > set "Count" 3
