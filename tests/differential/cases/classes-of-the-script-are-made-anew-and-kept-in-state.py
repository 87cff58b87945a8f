import streamlit as st


class Account:
    rate = 2

    def __init__(self, owner):
        self.owner = owner
        self.amount = 0

    def deposit(self, amount):
        self.amount += amount * self.rate

    def draw(self):
        st.metric(self.owner, self.amount)


if "account" not in st.session_state:
    st.session_state.account = Account("Ada")
amount = st.number_input("Amount", 0, 100, 10)
if st.button("Deposit"):
    st.session_state.account.deposit(amount)
st.session_state.account.draw()
st.write(isinstance(st.session_state.account, Account))

# > click "Deposit"
# > set "Amount" 5
# > click "Deposit"
# > rerun
