"""Collect several inputs, then compute once: the form idiom."""

import pandas as pd
import streamlit as st

st.title("Compound interest")
st.write("Change as many inputs as you like. Nothing is computed until you submit.")

with st.form("plan"):
    name = st.text_input("Name of the plan", "Savings")
    amount = st.number_input("Deposit per year", min_value=100, max_value=20_000, value=1_200, step=100)
    rate = st.slider("Interest rate in %", 0.0, 12.0, 4.0, step=0.5)
    years = st.slider("Years", 1, 40, 20)
    at_start = st.checkbox("Deposit at the start of each year")
    submitted = st.form_submit_button("Calculate", type="primary")

if submitted:
    balance = 0.0
    rows = []
    for year in range(1, years + 1):
        interest = (balance + amount if at_start else balance) * rate / 100
        balance = balance + amount + interest
        rows.append({"year": year, "deposited": amount * year, "balance": round(balance, 2)})
    table = pd.DataFrame(rows).set_index("year")

    st.subheader(name)
    left, right = st.columns(2)
    left.metric("Deposited", f"{table.deposited.iloc[-1]:,.0f}")
    right.metric("Balance", f"{table.balance.iloc[-1]:,.2f}")
    st.area_chart(table)
else:
    st.info("Fill in the form and press Calculate.")
