import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

ROWS = 1_000_000

st.title("Orders")
low = st.slider("Low", 0, 100)

random = np.random.default_rng(7)
orders = pd.DataFrame(
    {
        "price": random.uniform(0, 200, ROWS),
        "amount": random.integers(1, 20, ROWS),
        "shop": random.integers(0, 12, ROWS),
    }
)
by_shop = orders.groupby("shop", as_index=False)["amount"].sum()
st.subheader("All orders")
st.altair_chart(alt.Chart(by_shop).mark_bar().encode(x="shop:O", y="amount:Q"))

dear = orders[orders["price"] > low]
st.subheader("Orders above the limit")
st.metric("Orders", len(dear))
dear_by_shop = dear.groupby("shop", as_index=False)["price"].mean()
st.altair_chart(alt.Chart(dear_by_shop).mark_line().encode(x="shop:O", y="price:Q"))
