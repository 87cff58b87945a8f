"""A sales dashboard written the way most apps are: helpers that draw, and a main function at the bottom."""

import datetime

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

REGIONS = ["North", "East", "South", "West"]
CHANNELS = ["Store", "Online", "Phone"]
CATEGORIES = {"Furniture": 240.0, "Lighting": 65.0, "Textiles": 38.0, "Kitchen": 22.0}


def load_sales(days=730, per_day=60, seed=11):
    generator = np.random.default_rng(seed)
    size = days * per_day
    day = np.repeat(np.arange(days), per_day)
    category = generator.choice(list(CATEGORIES), size, p=[0.2, 0.25, 0.3, 0.25])
    season = 1 + 0.3 * np.sin(2 * np.pi * day / 365) + day / days * 0.4
    sales = pd.DataFrame(
        {
            "date": pd.Timestamp("2023-01-01") + pd.to_timedelta(day, unit="D"),
            "region": generator.choice(REGIONS, size, p=[0.4, 0.2, 0.25, 0.15]),
            "channel": generator.choice(CHANNELS, size, p=[0.5, 0.4, 0.1]),
            "category": category,
            "units": generator.poisson(2 * season) + 1,
        }
    )
    sales["price"] = sales.category.map(CATEGORIES) * generator.uniform(0.8, 1.2, size)
    sales["revenue"] = sales.units * sales.price
    sales["cost"] = sales.revenue * generator.uniform(0.55, 0.75, size)
    sales["profit"] = sales.revenue - sales.cost
    return sales


def sidebar_filters(sales):
    st.sidebar.header("Filters")
    first, last = sales.date.min().date(), sales.date.max().date()
    period = st.sidebar.date_input("Period", (first, last), min_value=first, max_value=last)
    regions = st.sidebar.multiselect("Regions", REGIONS, default=REGIONS)
    channels = st.sidebar.multiselect("Channels", CHANNELS, default=CHANNELS)
    if len(period) != 2:
        st.sidebar.info("Choose the end of the period.")
        period = (period[0], last) if period else (first, last)
    start, end = period
    chosen = sales[
        (sales.date.dt.date >= start)
        & (sales.date.dt.date <= end)
        & sales.region.isin(regions)
        & sales.channel.isin(channels)
    ]
    return chosen, start, end


def previous_period(sales, start, end):
    length = end - start + datetime.timedelta(days=1)
    return sales[(sales.date.dt.date >= start - length) & (sales.date.dt.date < start)]


def draw_metrics(chosen, before):
    revenue, profit, orders, margin = st.columns(4)

    def change(column):
        if before.empty:
            return None
        return f"{chosen[column].sum() / before[column].sum() - 1:+.1%}"

    revenue.metric("Revenue", f"{chosen.revenue.sum() / 1e6:.2f} M", change("revenue"))
    profit.metric("Profit", f"{chosen.profit.sum() / 1e6:.2f} M", change("profit"))
    orders.metric("Orders", f"{len(chosen):,}")
    margin.metric("Margin", f"{chosen.profit.sum() / chosen.revenue.sum():.1%}")


def draw_trend(chosen):
    step = st.radio("Step", ["Day", "Week", "Month"], index=1, horizontal=True)
    rule = {"Day": "D", "Week": "W", "Month": "ME"}[step]
    trend = chosen.set_index("date")[["revenue", "profit"]].resample(rule).sum()
    smooth = st.slider("Smoothing", 1, 12, 1, help="Mean over this many steps")
    st.line_chart(trend.rolling(smooth, min_periods=1).mean())


def draw_breakdown(chosen):
    left, right = st.columns(2)
    with left:
        dimension = st.selectbox("Split by", ["category", "region", "channel"])
        totals = chosen.groupby(dimension, as_index=False).revenue.sum()
        st.plotly_chart(px.pie(totals, names=dimension, values="revenue", hole=0.5), key="pie")
    with right:
        measure = st.selectbox("Measure", ["revenue", "profit", "units"])
        grid = chosen.pivot_table(index="region", columns="category", values=measure, aggfunc="sum")
        figure = go.Figure(go.Heatmap(z=grid.values, x=grid.columns, y=grid.index, colorscale="Blues"))
        figure.update_layout(title=f"{measure.title()} by region and category", height=450)
        st.plotly_chart(figure, key="heatmap")


def draw_orders(chosen):
    limit = st.number_input("Rows", 5, 500, 20, step=5)
    order = st.selectbox("Largest by", ["revenue", "profit", "units"], key="order")
    top = chosen.nlargest(int(limit), order)
    st.dataframe(
        top,
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn("Date"),
            "revenue": st.column_config.NumberColumn("Revenue", format="%.2f"),
            "profit": st.column_config.NumberColumn("Profit", format="%.2f"),
        },
    )
    st.download_button("Download these rows", top.to_csv(index=False), "orders.csv", "text/csv")


def main():
    st.set_page_config(page_title="Sales", page_icon=":material/monitoring:", layout="wide")
    st.title("Sales dashboard")

    sales = load_sales()
    chosen, start, end = sidebar_filters(sales)
    st.sidebar.caption(f"{len(chosen):,} of {len(sales):,} orders")
    if chosen.empty:
        st.warning("No orders match the filters.")
        return

    draw_metrics(chosen, previous_period(sales, start, end))
    trend, breakdown, orders = st.tabs(["Trend", "Breakdown", "Orders"])
    with trend:
        draw_trend(chosen)
    with breakdown:
        draw_breakdown(chosen)
    with orders:
        draw_orders(chosen)


if __name__ == "__main__":
    main()
