import streamlit as st

factor = st.slider("factor", 1, 9, 1)
other = st.slider("other", 1, 9, 1)


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __str__(self):
        return f"{self.amount * factor} EUR"

    def __len__(self):
        return 3

    def __lt__(self, right):
        return self.amount < right.amount


money, more = Money(3), Money(4)
st.text(f"{money}")
st.text(len(money))
st.text(min(money, more).amount)
st.text(str(more))
st.text(other)

# > set "other" 2
# > ran 4 26
# > skipped 21 22 23 24 25
# > set "factor" 2
# > ran 3 22 23 24 25
# > skipped 21 26
