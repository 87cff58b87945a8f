import streamlit as st

low = st.slider("Low", 0, 9, 3)


def double(number):
    return number * 2


def main():
    total = double(low)
    st.text(f"total {total}")
    st.text("last")


high = double(low) + 1
st.text(f"high {high}")
main()
other = [low]
other.append(high)
st.text(f"other {other}")

# > set "Low" 5
# > edit "import streamlit as st" "import streamlit as st\n\nst.title('New')\n"
# > ran 3 9 13
# > skipped 6 14 15 16 19 20 22 23 24
# > edit "high = double(low) + 1" "high = double(low) + 2"
# > ran 9 13 19 20 22 23 24
# > skipped 3 6 14 15 16
# > edit "st.text(f\"total {total}\")" "st.text(f\"Total {total}\")\n    st.text(\"more\")"
# > ran 13 15 16
# > skipped 3 6 14 17 20 21 23 24 25
# > edit "number * 2" "number * 3"
# > ran 9 14 15 20 21 23 24 25
# > skipped 6 16 17
