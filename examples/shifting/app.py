"""Elements that come and go above others, so that everything below moves."""

import pandas as pd
import streamlit as st

st.title("Recipe scaler")

show_help = st.checkbox("Show help")
if show_help:
    st.info("Choose a dish, then the number of people. The amounts are scaled for you.")
    st.markdown("1. pick a dish\n2. pick how many will eat\n3. cook")

notice = st.empty()

RECIPES = {
    "Pancakes": {"flour (g)": 60, "milk (ml)": 120, "eggs": 0.5},
    "Lentil soup": {"lentils (g)": 80, "carrots": 0.5, "stock (ml)": 300, "cumin (tsp)": 0.25},
    "Rice": {"rice (g)": 75},
}

dish = st.selectbox("Dish", list(RECIPES))
people = st.slider("People", 1, 12, 4)

ingredients = RECIPES[dish]
if people > 8:
    notice.warning("That is a lot of people: use two pots.")

st.subheader(f"{dish} for {people}")
for ingredient, amount in ingredients.items():
    st.write(f"- {ingredient}: **{amount * people:g}**")

if st.toggle("Compare amounts"):
    table = pd.DataFrame(
        {f"{n} people": {name: amount * n for name, amount in ingredients.items()} for n in (2, 4, people)}
    )
    st.dataframe(table)

slot = st.container()
note = st.text_input("Note")
if note:
    with slot:
        st.markdown(f"> {note}")
        st.divider()

with st.expander("Steps", expanded=people > 6):
    for number in range(1, len(ingredients) + 1):
        st.checkbox(f"Step {number}", key=f"step-{number}")

st.caption("Amounts are for one meal.")
