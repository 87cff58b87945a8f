import io

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import polars as pl
import requests
import scipy.stats as stats
import seaborn as sns
import sqlalchemy
import streamlit as st
from PIL import Image, ImageDraw, ImageFilter
from scipy import optimize
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TEXT = "day,shop,sold,price\n2024-01-01,North,3,1.5\n2024-01-02,South,5,2.5\n2024-02-03,North,8,1.0\n2024-02-09,South,1,4.0\n"
st.title("Shops")
low = st.slider("Low", 0, 9, 1)
name = st.text_input("Name", "report")
upload = st.file_uploader("Table", type="csv")
sales = pd.read_csv(io.StringIO(TEXT), parse_dates=["day"])
if upload is not None:
    sales = pd.read_csv(upload, parse_dates=["day"])
rates = pd.read_csv(io.BytesIO(b"shop,rate\nNorth,0.1\nSouth,0.2\n"))
buffer = io.StringIO(TEXT)
again = pd.read_csv(buffer)
sales["total"] = sales["sold"] * sales["price"]
sales["month"] = sales["day"].dt.strftime("%Y-%m")
sales["initial"] = sales["shop"].str[0].str.lower()
sales["big"] = np.where(sales["total"] > 5, "big", "small")
by_shop = sales.groupby("shop")["total"].agg(["sum", "mean"]).reset_index()
by_month = sales.groupby(["month", "shop"], as_index=False).agg(total=("total", "sum"), sold=("sold", "max"))
wide = sales.pivot_table(index="month", columns="shop", values="total", aggfunc="sum").fillna(0)
joined = sales.merge(rates, on="shop", how="left").assign(tax=lambda x: x["total"] * x["rate"])
long = joined.melt(id_vars="shop", value_vars=["total", "tax"])
rolled = sales.set_index("day")["total"].rolling(2).mean().dropna()
weekly = sales.resample("W", on="day")["total"].sum()
top = sales.sort_values("total", ascending=False).head(3).loc[:, ["shop", "total"]]
shares = sales["shop"].value_counts(normalize=True).rename("share").to_frame()
st.dataframe(by_shop.style.set_uuid("shops").format("{:.1f}", subset=["sum", "mean"]).highlight_max(axis=0, subset=["sum"]))
st.dataframe(wide.style.set_uuid("wide").background_gradient(cmap="Blues"))
st.download_button("CSV", by_month.to_csv(index=False), "months.csv")
st.download_button("Bytes", long.to_csv(index=False).encode("utf-8"), f"{name}.csv")
st.metric("Total", f"{sales['total'].sum():.2f}", delta=float(sales["total"].diff().mean()))
rng = np.random.default_rng(7)
noise = rng.normal(0, 1, size=60)
steps = rng.integers(0, 10, 60).cumsum()
points = pd.DataFrame({"x": np.arange(60), "y": noise + np.arange(60) * 0.5, "steps": steps})
fig, ax = plt.subplots(figsize=(5, 3))
ax.plot(points["x"], points["y"], label="y")
ax.axhline(points["y"].mean(), color="red", linestyle="--")
ax.set_title("Noise")
ax.set_xlabel("x")
ax.legend()
fig.tight_layout()
st.pyplot(fig)
plt.figure()
plt.hist(noise, bins=10)
plt.title("Histogram")
st.pyplot(plt.gcf())
fig2, axes = plt.subplots(1, 2)
sns.boxplot(data=sales, x="shop", y="total", ax=axes[0])
sns.heatmap(wide, annot=True, ax=axes[1])
st.pyplot(fig2)
plt.close(fig2)
scatter = px.scatter(points, x="x", y="y", color="steps", title="Points")
scatter.update_traces(marker_size=4)
scatter.update_layout(height=300)
st.plotly_chart(scatter)
bars = go.Figure(go.Bar(x=by_shop["shop"], y=by_shop["sum"]))
bars.add_trace(go.Scatter(x=by_shop["shop"], y=by_shop["mean"], mode="lines"))
st.plotly_chart(bars)
chart = alt.Chart(points).mark_line().encode(x="x:Q", y="y:Q", tooltip=["x", "y"]).properties(height=200)
st.altair_chart(chart + alt.Chart(points).mark_point().encode(x="x", y="y"))
train_x, test_x, train_y, test_y = train_test_split(points[["x", "steps"]], points["y"], random_state=0)
pipeline = make_pipeline(StandardScaler(), LinearRegression())
pipeline.fit(train_x, train_y)
predicted = pipeline.predict(test_x)
st.write("R2", r2_score(test_y, predicted), pipeline.score(test_x, test_y))
forest = RandomForestRegressor(n_estimators=5, random_state=0).fit(train_x, train_y)
importance = pd.Series(forest.feature_importances_, index=train_x.columns).sort_values()
st.bar_chart(importance)
slope, intercept, r, p, error = stats.linregress(points["x"], points["y"])
t, pvalue = stats.ttest_ind(noise[:30], noise[30:])
density = stats.norm.pdf(np.linspace(-3, 3, 5), 0, 1)
fitted, covariance = optimize.curve_fit(lambda x, a, b: a * x + b, points["x"], points["y"])
st.write(round(slope, 3), round(pvalue, 3), density.tolist(), fitted.tolist())
image = Image.new("RGB", (40, 40), "navy")
draw = ImageDraw.Draw(image)
draw.rectangle((5, 5, 20, 20), fill="white")
small = image.resize((20, 20)).convert("L").filter(ImageFilter.GaussianBlur(1))
png = io.BytesIO()
small.save(png, format="PNG")
st.image(image)
st.image(png.getvalue())
table = pl.DataFrame({"shop": ["North", "South", "North"], "sold": [1, 2, 3]})
summary = table.filter(pl.col("sold") > 1).group_by("shop").agg(pl.col("sold").sum()).sort("shop")
lazy = table.lazy().with_columns((pl.col("sold") * 2).alias("twice")).collect()
st.dataframe(summary)
st.write(lazy.to_pandas()["twice"].tolist(), summary.height)
engine = sqlalchemy.create_engine("sqlite://")
sales.to_sql("sales", engine, index=False, if_exists="replace")
read = pd.read_sql("select shop, sold from sales", engine)
with engine.connect() as connection:
    count = connection.execute(sqlalchemy.text("select count(*) from sales")).scalar()
st.write(read, count)
conn = st.connection("shop", type="sql", url="sqlite://")
queried = conn.query("select 1 as one", ttl=600)
st.dataframe(queried)
if st.button("Fetch"):
    answer = requests.get("http://127.0.0.1:1/", timeout=1)
    st.json(answer.json())
st.write(sales[sales["sold"] > low])

# > set "Low" 4
# > ran 110 111 113 121
# > skipped 32 34 43 50 54 58 64 76 81 84 89 92 97 103 105 107 116 117
# > set "Name" "sales"
# > ran 51
# > skipped 50 54 64 76 87 94 103 107 117
# > upload "Table" [["t.csv", "day,shop,sold,price\n2024-03-01,West,7,1.5\n2024-03-02,East,2,3.5\n"]]
# > ran 28 31 40 50 114
# > skipped 32 34 54 64 76 87 103 107 117
# > set "Low" 1
