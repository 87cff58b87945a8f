import streamlit as st

rows = ["start"]
alias = rows
count = st.slider("Count", 0, 4, 1)
for number in range(count):
    alias.append(number)
st.write(rows)
box = {"rows": rows}
word = st.text_input("Word")
if word:
    box["rows"].append(word)
st.write(len(rows), rows[-1], alias is rows)

# > set "Count" 3
# > set "Word" "x"
# > set "Word" "y"
# > set "Count" 0
# > set "Word" ""
