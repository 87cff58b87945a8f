import streamlit as st

from shop import theme
from shop.data import load_orders

theme.header("Customers", "Who buys")
orders = load_orders()

smallest = st.slider("At least this many orders", 1, 30, 10, key="smallest")
customers = (
    orders.groupby("customer")
    .agg(orders=("total", "size"), spent=("total", "sum"), last=("day", "max"))
    .query("orders >= @smallest")
    .sort_values("spent", ascending=False)
)
st.write(f"{len(customers)} customers ordered {smallest} times or more.")
st.dataframe(
    customers,
    column_config={
        "spent": st.column_config.ProgressColumn(
            "Spent", max_value=float(orders.groupby("customer").total.sum().max())
        ),
        "last": st.column_config.DateColumn("Last order"),
    },
)
st.page_link("app.py", label="Back to the start", icon=":material/home:")
theme.footer()
