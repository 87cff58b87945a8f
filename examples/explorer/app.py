"""Housing explorer: filter a table of flats, look at it from all sides, and predict rents with a model.

No caching and no fragments: the script is as it was first written.
"""

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestRegressor
from sklearn.inspection import permutation_importance
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

st.set_page_config(page_title="Housing explorer", page_icon=":material/apartment:", layout="wide")

DISTRICTS = {
    "Harbour": (1.35, 2.0, 4.0),
    "Old town": (1.50, 0.5, 1.0),
    "Riverside": (1.20, 3.0, 2.5),
    "Gardens": (1.05, 5.0, 3.5),
    "Northgate": (0.85, 7.0, 6.0),
    "Mill hill": (0.95, 6.0, 1.5),
}
FEATURES = ["area", "rooms", "age", "floor", "distance", "noise", "balcony"]

# Data


def make_flats(count, seed=20):
    generator = np.random.default_rng(seed)
    district = generator.choice(list(DISTRICTS), count, p=[0.15, 0.12, 0.2, 0.18, 0.2, 0.15])
    factor = np.array([DISTRICTS[name][0] for name in district])
    distance = np.array([DISTRICTS[name][1] for name in district]) + generator.normal(0, 0.7, count)
    noise = np.array([DISTRICTS[name][2] for name in district]) + generator.normal(0, 1.0, count)
    rooms = generator.integers(1, 6, count)
    area = 18 + rooms * generator.normal(19, 3, count)
    age = generator.gamma(3, 14, count).clip(0, 140)
    floor = generator.integers(0, 9, count)
    balcony = generator.random(count) < 0.45
    rent = (
        180
        + area * 8.6 * factor
        - age * 1.1
        + floor * 9
        - distance.clip(0) * 11
        - noise * 6
        + balcony * 45
        + generator.normal(0, 55, count)
    )
    listed = pd.Timestamp("2024-01-01") + pd.to_timedelta(generator.integers(0, 366, count), unit="D")
    return pd.DataFrame(
        {
            "district": district,
            "listed": listed,
            "area": area.round(1),
            "rooms": rooms,
            "age": age.round(0),
            "floor": floor,
            "distance": distance.clip(0).round(2),
            "noise": noise.clip(0).round(1),
            "balcony": balcony,
            "rent": rent.clip(250).round(0),
        }
    )


flats = make_flats(4_000)
flats["rent_per_m2"] = (flats["rent"] / flats["area"]).round(2)
flats["size"] = pd.cut(flats["area"], [0, 45, 75, 105, 400], labels=["small", "medium", "large", "very large"])
flats["month"] = flats["listed"].dt.to_period("M").dt.to_timestamp()

# Sidebar

with st.sidebar:
    st.header("Filters")
    districts = st.multiselect("Districts", list(DISTRICTS), default=list(DISTRICTS))
    low, high = st.slider("Rent", 250, 2500, (250, 2500), step=50)
    rooms = st.segmented_control("Rooms", [1, 2, 3, 4, 5], selection_mode="multi", default=[1, 2, 3, 4, 5])
    only_balcony = st.checkbox("Only with a balcony")
    st.divider()
    st.header("Model")
    trees = st.select_slider("Trees", [30, 60, 90, 120], value=60)
    depth = st.slider("Depth", 3, 16, 10)
    groups = st.number_input("Market segments", 2, 8, 4)

view = flats[flats["district"].isin(districts) & flats["rent"].between(low, high) & flats["rooms"].isin(rooms)]
if only_balcony:
    view = view[view["balcony"]]

# Heading

st.title("Housing explorer")
st.caption(f"{len(view):,} of {len(flats):,} flats match the filters.")

if view.empty:
    st.warning("No flat matches the filters.")
    st.stop()

mean_rent, per_m2, mean_area, share = st.columns(4)
mean_rent.metric("Mean rent", f"{view['rent'].mean():,.0f}", f"{view['rent'].mean() - flats['rent'].mean():+,.0f}")
per_m2.metric("Per m²", f"{view['rent_per_m2'].mean():.2f}")
mean_area.metric("Mean area", f"{view['area'].mean():.0f} m²")
share.metric("With a balcony", f"{view['balcony'].mean():.0%}")

# Model: depends on the two model settings, not on the filters

train, test = train_test_split(flats, test_size=0.25, random_state=1)
model = RandomForestRegressor(n_estimators=trees, max_depth=depth, random_state=1)
model.fit(train[FEATURES], train["rent"])
predicted = model.predict(test[FEATURES])
importance = permutation_importance(model, test[FEATURES], test["rent"], n_repeats=3, random_state=1)

scaled = StandardScaler().fit_transform(flats[["area", "distance", "age", "rent"]])
clusters = KMeans(n_clusters=int(groups), n_init=2, random_state=1).fit(scaled)
segments = flats.assign(segment=[f"segment {label + 1}" for label in clusters.labels_])

# Tabs

overview, market, prediction, table = st.tabs(["Overview", "Market", "Prediction", "Table"])

with overview:
    left, right = st.columns(2)
    with left:
        st.subheader("Rent by district")
        order = view.groupby("district")["rent"].median().sort_values().index.tolist()
        boxes = (
            alt.Chart(view[["district", "rent"]].sample(min(len(view), 1_500), random_state=1))
            .mark_boxplot(size=24)
            .encode(
                x=alt.X("district:N", sort=order, title=None), y="rent:Q", color=alt.Color("district:N", legend=None)
            )
            .properties(height=320)
        )
        st.altair_chart(boxes)
    with right:
        st.subheader("Listings per month")
        measure = st.radio("Show", ["listings", "mean rent"], horizontal=True)
        by_month = view.groupby("month")["rent"]
        st.line_chart(by_month.size() if measure == "listings" else by_month.mean(), height=280)

    with st.expander("Correlations", expanded=True):
        numeric = view[["rent", *FEATURES]].astype(float)
        figure, axes = plt.subplots(figsize=(9, 3.2))
        image = axes.imshow(numeric.corr(), cmap="coolwarm", vmin=-1, vmax=1, aspect="auto")
        axes.set_xticks(range(len(numeric.columns)), numeric.columns)
        axes.set_yticks(range(len(numeric.columns)), numeric.columns)
        figure.colorbar(image)
        st.pyplot(figure)

with market:
    st.subheader("All flats, by market segment")
    x_axis = st.selectbox("Horizontal axis", ["area", "distance", "age", "noise"])
    scatter = px.scatter(
        segments,
        x=x_axis,
        y="rent",
        color="segment",
        hover_data=["district", "rooms"],
        opacity=0.5,
        category_orders={"segment": sorted(segments["segment"].unique())},
    )
    scatter.update_layout(height=420, margin={"t": 20})
    st.plotly_chart(scatter)

    profile = segments.groupby("segment")[["rent", "area", "distance", "age"]].mean().round(1)
    profile["flats"] = segments["segment"].value_counts()
    st.dataframe(profile)

    with st.expander("Rent per square metre by size and district"):
        heat = flats.pivot_table(
            index="district", columns="size", values="rent_per_m2", aggfunc="mean", observed=True
        ).round(2)
        st.plotly_chart(px.imshow(heat, text_auto=True, color_continuous_scale="Teal", height=340), key="heat")

with prediction:
    error, fit = st.columns(2)
    error.metric("Mean error", f"{mean_absolute_error(test['rent'], predicted):.0f}")
    fit.metric("R²", f"{r2_score(test['rent'], predicted):.3f}")

    left, right = st.columns(2)
    with left:
        st.subheader("What matters")
        weights = pd.DataFrame({"feature": FEATURES, "importance": importance.importances_mean})
        bars = alt.Chart(weights).mark_bar().encode(x="importance:Q", y=alt.Y("feature:N", sort="-x", title=None))
        st.altair_chart(bars)
    with right:
        st.subheader("Predicted and real")
        figure, axes = plt.subplots(figsize=(5, 4))
        axes.scatter(test["rent"], predicted, s=6, alpha=0.4)
        limits = [test["rent"].min(), test["rent"].max()]
        axes.plot(limits, limits, color="black", linewidth=1)
        axes.set_xlabel("real rent")
        axes.set_ylabel("predicted rent")
        st.pyplot(figure)

    st.subheader("Predict a rent")
    first, second, third = st.columns(3)
    area = first.slider("Area in m²", 20, 160, 70)
    asked_rooms = first.slider("Number of rooms", 1, 5, 3)
    age = second.slider("Age of the house", 0, 140, 30)
    floor = second.slider("Floor", 0, 8, 2)
    district = third.selectbox("District", list(DISTRICTS))
    balcony = third.toggle("Balcony", value=True)
    _, distance, noise = DISTRICTS[district]
    flat = pd.DataFrame([[area, asked_rooms, age, floor, distance, noise, balcony]], columns=FEATURES)
    st.metric("Expected rent", f"{model.predict(flat)[0]:,.0f}")

with table:
    columns = st.multiselect(
        "Columns", list(flats.columns), default=["district", "area", "rooms", "rent", "rent_per_m2"]
    )
    sort_by = st.selectbox("Sort by", columns or list(flats.columns))
    shown = view.sort_values(sort_by, ascending=False)[columns or list(flats.columns)]
    st.dataframe(shown, hide_index=True, height=360)
    st.download_button("Download as CSV", shown.to_csv(index=False), file_name="flats.csv", mime="text/csv")

with st.expander("Notes"):
    notes = st.text_area("Your notes", placeholder="What did you find?")
    if notes:
        st.markdown(f"**{len(notes.split())} words**")
        st.markdown(notes)
