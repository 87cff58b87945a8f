"""Home page of an app whose other pages are the files in pages/."""

import streamlit as st

from shop import theme
from shop.data import load_orders

st.set_page_config(page_title="Corner shop", page_icon=":material/storefront:", layout="wide")

orders = load_orders()
theme.header("Corner shop", "How the week is going")

st.session_state.setdefault("currency", "EUR")
currency = st.sidebar.radio("Currency", ["EUR", "USD"], index=["EUR", "USD"].index(st.session_state.currency))
st.session_state.currency = currency

theme.cards(
    {
        "Orders": f"{len(orders):,}",
        "Revenue": theme.money(orders.total.sum()),
        "Mean order": theme.money(orders.total.mean()),
        "Customers": f"{orders.customer.nunique():,}",
    }
)

per_day = orders.groupby("day").total.sum()
st.line_chart(per_day)

st.page_link("pages/1_Products.py", label="See the products", icon=":material/inventory_2:")
if st.button("Go to the customers"):
    st.switch_page("pages/2_Customers.py")

theme.footer()
