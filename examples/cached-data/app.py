"""Streamlit's two caches: values with a time to live, and a resource that is shared."""

import threading
import time

import numpy as np
import pandas as pd
import streamlit as st

st.title("Weather archive")

STATIONS = {"Harbour": 11, "Hilltop": 23, "Airport": 37, "Old town": 41}


class Archive:
    """Stands for a database connection: opened once, shared by everybody."""

    def __init__(self, opened_for):
        time.sleep(0.3)
        self.opened_for = opened_for
        self.queries = 0
        self.lock = threading.Lock()

    def temperatures(self, station, year):
        with self.lock:
            self.queries += 1
        time.sleep(0.2)
        generator = np.random.default_rng(STATIONS[station] + year)
        days = pd.date_range(f"{year}-01-01", f"{year}-12-31")
        season = 10 - 12 * np.cos(2 * np.pi * (days.day_of_year - 15) / 365)
        return pd.DataFrame({"day": days, "temperature": season + generator.normal(0, 3, len(days))})


@st.cache_resource
def open_archive(name):
    return Archive(name)


@st.cache_data(ttl="10m", show_spinner="Asking the archive...")
def load_year(station, year):
    return open_archive("weather").temperatures(station, year)


@st.cache_data
def monthly_means(station, year):
    table = load_year(station, year)
    return table.groupby(table.day.dt.month_name().str[:3], sort=False).temperature.mean().round(1)


station = st.selectbox("Station", list(STATIONS))
years = st.multiselect("Years", [2021, 2022, 2023, 2024], default=[2023, 2024])
threshold = st.slider("Frost below", -10.0, 10.0, 0.0)

archive = open_archive("weather")

columns = st.columns(max(len(years), 1))
for column, year in zip(columns, years, strict=False):
    table = load_year(station, year)
    column.metric(f"Frost days {year}", int((table.temperature < threshold).sum()))

if years:
    means = pd.DataFrame({str(year): monthly_means(station, year) for year in years})
    st.bar_chart(means, stack=False, sort=False)
    with st.expander("Numbers"):
        st.dataframe(means)
else:
    st.info("Choose at least one year.")

forget, reopen = st.columns(2)
if forget.button("Forget the values"):
    load_year.clear()
    monthly_means.clear()
    st.success("The values will be asked for again.")
if reopen.button("Reopen the archive"):
    open_archive.clear()
    st.success("The archive will be opened again.")

st.caption(f"The archive '{archive.opened_for}' has answered {archive.queries} queries.")
