import streamlit as st

from shop import theme
from shop.data import PRODUCTS, load_orders

theme.header("Products", "What sells")
orders = load_orders()

chosen = st.multiselect("Products", list(PRODUCTS), default=list(PRODUCTS)[:3], key="products")
if not chosen:
    st.warning("Choose at least one product.")
    theme.footer()
    st.stop()

for column, product in zip(st.columns(len(chosen)), chosen, strict=True):
    sold = orders[orders["product"] == product]
    with column:
        theme.product_card(product, sold)

pivot = orders[orders["product"].isin(chosen)].pivot_table(
    index="day", columns="product", values="count", aggfunc="sum"
)
st.bar_chart(pivot)
theme.footer()
