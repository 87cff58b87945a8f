import streamlit as st

top = st.container()
middle = st.container(border=True)
count = st.slider("Count", 0, 5, 2)
for number in range(count):
    middle.write(f"middle {number}")
top.write(f"top says {count}")
middle.write("end of middle")
if count > 3:
    top.write("more than three")

# > set "Count" 5
# > set "Count" 1
# > set "Count" 4
# > set "Count" 0
