import stringprep

import streamlit as st

name = st.text_input("Name", "x")
known = stringprep.in_table_a1(name[0])  # reactor: pure
other = stringprep.in_table_a1("x")


def tables(letter):  # reactor: pure
    found = [stringprep.in_table_b1(letter), stringprep.in_table_c11(letter)]
    return found


first = tables("a")
counted = len(first)  # reactor: always
shown = stringprep.in_table_d1("x")  # reactor: reads file
st.write(known, other, first)
st.write(counted, shown)

# > set "Name" "y"
# > ran 5 6 7 16 17
# > skipped 15 18 19
# > rerun
# > ran 7 16 17
# > skipped 5 6 15 18 19
