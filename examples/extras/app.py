"""Several of the helpers of streamlit-extras on one page; pagination and steps are components of the second version."""

import pandas as pd
import streamlit as st
from streamlit_extras.chart_container import chart_container
from streamlit_extras.dataframe_explorer import dataframe_explorer
from streamlit_extras.grid import grid
from streamlit_extras.metric_cards import style_metric_cards
from streamlit_extras.pagination import pagination
from streamlit_extras.star_rating import star_rating
from streamlit_extras.stateful_button import button
from streamlit_extras.steps import steps
from streamlit_extras.stoggle import stoggle

st.title("Bakery")

sales = pd.DataFrame(
    {
        "bread": [120, 132, 101, 134, 190, 230, 210],
        "rolls": [220, 182, 191, 234, 290, 330, 310],
        "cakes": [15, 23, 20, 15, 19, 33, 41],
    },
    index=pd.date_range("2024-04-01", periods=7, name="day"),
)

steps(["Dough", "Oven", "Shop"], current=2, horizontal=True, key="progress")

with st.container(horizontal=True):
    bread = st.number_input("Bread", 1.0, 9.0, 3.5, step=0.5)
    rolls = st.number_input("Rolls", 0.1, 2.0, 0.5, step=0.1)
    cakes = st.number_input("Cakes", 5.0, 50.0, 18.0, step=1.0)

cards = grid(3)
for name, unit in {"bread": bread, "rolls": rolls, "cakes": cakes}.items():
    cards.metric(name.title(), f"{sales[name].sum() * unit:,.2f}")
style_metric_cards()

with chart_container(sales):
    st.area_chart(sales)

stoggle("How are these counted?", "At closing time, by hand.")

reviews = [("The rolls are the best in town.", 5.0), ("Sold out by ten.", 2.5), ("Cake!", 4.5)]
text, stars = reviews[pagination(len(reviews), key="review") - 1]
st.markdown(f"> {text}")
star_rating(stars)

if button("Show the days", key="days"):
    filtered = dataframe_explorer(sales.reset_index(), case=False)
    st.dataframe(filtered, hide_index=True)
    if button("Show the best day", key="best"):
        st.write(f"Best day: {sales.sum(axis=1).idxmax():%A}")
