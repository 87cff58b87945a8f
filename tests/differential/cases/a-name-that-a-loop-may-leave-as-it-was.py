"""What a loop, a `try` or the second half of an `and` binds on some ways only is on the others what it was before."""

import streamlit as st

low = st.slider("Low", 0, 9, 1)
many = st.slider("Many", 0, 9, 1)
last = low
for number in range(many):
    if number > 2:
        last = number
st.write("last", last)

best = low
count = 0
while count < many % 4:
    count += 1
    best = 7
st.write("best", best)

found = low
for found in range(many):
    pass
st.write("found", found)

parsed = low
for text in ["1", "x"] * (many % 3):
    try:
        parsed = int(text) + many
    except ValueError:
        continue
st.write("parsed", parsed)

chosen = low
many > 2 and (chosen := many)
st.write("chosen", chosen)


def bump():
    global level
    if many > 4:
        level = many


level = low
bump()
st.write("level", level)

# > set "Many" 0
# > set "Low" 5
# > ran 5 8 11 15 18 21 23 34 35 45 46
# > set "Many" 3
# > set "Low" 6
# > set "Many" 5
# > set "Low" 2
# > skipped 8 11 15 18 21 23 34 35 45 46
# > set "Many" 0
# > set "Low" 8
# > set "Low" 2
