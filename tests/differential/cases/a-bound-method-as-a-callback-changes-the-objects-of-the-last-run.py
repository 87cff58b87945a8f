import streamlit as st


class Basket:
    def __init__(self):
        self.items = []
        self.total = 0

    def put(self, number):
        self.items.append(number)
        self.total += number

    def __call__(self):
        self.items.append("called")


rows = ["start"]
basket = Basket()
callable_basket = Basket()
number = st.slider("Number", 0, 5, 1)
other = st.slider("Other", 0, 5, 1)
st.button("Append", on_click=rows.append, args=(number,))
st.button("Put", on_click=basket.put, args=(number,))
st.button("Call", on_click=callable_basket)
st.write(other, rows, basket.items, basket.total, callable_basket.items)

# > click "Append"
# > set "Other" 2
# > click "Put"
# > click "Append"
# > set "Other" 3
# > click "Call"
# > set "Number" 4
# > click "Put"
# > set "Other" 1
