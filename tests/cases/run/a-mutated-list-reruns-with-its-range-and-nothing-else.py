import streamlit as st

rows = []
count = st.slider("Count", 0, 5, 2)
for n in range(count):
    rows.append(n)
st.write(rows)
other = st.text_input("Other")
st.write(other)

# > set "Other" "x"
# > ran 8 9
# > skipped 4 7
# > set "Count" 4
# > ran 4 5 7
# > skipped 8 9
