"""The shop's orders, made up but always the same."""

import numpy as np
import pandas as pd
import streamlit as st

PRODUCTS = {"Bread": 3.2, "Coffee": 11.5, "Cheese": 8.9, "Apples": 2.4, "Honey": 6.8}


@st.cache_data
def load_orders(days: int = 60, seed: int = 5) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    size = days * 25
    product = generator.choice(list(PRODUCTS), size, p=[0.35, 0.15, 0.15, 0.25, 0.1])
    count = generator.integers(1, 5, size)
    frame = pd.DataFrame(
        {
            "day": pd.Timestamp("2024-03-01") + pd.to_timedelta(np.sort(generator.integers(0, days, size)), unit="D"),
            "customer": [f"C{number:03d}" for number in generator.zipf(1.4, size) % 180],
            "product": product,
            "count": count,
        }
    )
    frame["total"] = frame["count"] * frame["product"].map(PRODUCTS)
    return frame
