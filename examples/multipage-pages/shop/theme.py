"""The look that every page shares; these functions draw."""

import pandas as pd
import streamlit as st

RATES = {"EUR": 1.0, "USD": 1.08}


def header(title: str, subtitle: str) -> None:
    st.title(title)
    st.caption(subtitle)


def money(amount: float) -> str:
    currency = st.session_state.get("currency", "EUR")
    return f"{amount * RATES[currency]:,.0f} {currency}"


def cards(values: dict[str, str]) -> None:
    for column, (label, value) in zip(st.columns(len(values)), values.items(), strict=True):
        column.metric(label, value, border=True)


def product_card(product: str, sold: pd.DataFrame) -> None:
    with st.container(border=True):
        st.subheader(product)
        st.metric("Sold", f"{sold['count'].sum():,}")
        st.metric("Revenue", money(sold.total.sum()))
        with st.expander("Best days"):
            st.dataframe(sold.groupby("day")["count"].sum().nlargest(3))


def footer() -> None:
    st.divider()
    visits = st.session_state.get("visits", 0) + 1
    st.session_state.visits = visits
    st.caption(f"Corner shop · prices in {st.session_state.get('currency', 'EUR')} · page runs so far: {visits}")
