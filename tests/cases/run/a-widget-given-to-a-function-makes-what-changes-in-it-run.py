import streamlit as st


def seen_up_to(count):
    # A set is not put back to what it was.
    seen = set()
    st.caption("Seen")
    seen.add(0)
    st.write("between", len(seen))
    seen.add(count)
    st.write(sorted(seen))


other = st.text_input("Other")
seen_up_to(st.slider("Count", 0, 9))
st.write(other)

# > set "Count" 4
# > ran 15 6 8 9 10 11
# > skipped 4 7 14 16
# > set "Other" "x"
# > ran 14 16
# > skipped 4 15 6 7 8 9 10 11
