import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import plotly.io as pio
import seaborn as sns
import streamlit as st

style = st.selectbox("Style", ["default", "ggplot", "dark_background"])
rows = st.slider("Rows", 4, 20, 10)
size = st.slider("Size", 5, 30, 10)
other = st.slider("Other", 0, 9, 1)

plt.style.use(style)
pd.set_option("display.max_rows", rows)
pd.options.display.precision = 3
np.set_printoptions(precision=2)
pio.templates["mine"] = go.layout.Template(layout={"font": {"size": size}})
pio.templates.default = "mine"
px.defaults.height = size * 10


def linewidth():
    return plt.rcParams["lines.linewidth"]


table = pd.DataFrame({"a": np.arange(30) / 7})
st.write("rows", len(table))
st.text(table)
text = f"{table}"
st.write(len(text), str(np.array([1 / 3])))
figure, axes = plt.subplots(figsize=(1, 1))
axes.plot([1, 2])
st.write(str(axes.get_facecolor()), linewidth())
total = table["a"].sum()
st.write(total, other)
chart = px.scatter(x=[1, 2], y=[other, 2])
st.plotly_chart(chart)
st.write(chart.layout.height, chart.layout.template.layout.font.size)

if st.checkbox("White"):
    sns.set_theme(style="white")
    plt.rcParams["axes.titlesize"] = size
second, below = plt.subplots(figsize=(1, 1))
below.set_title("title")
st.write(below.title.get_fontsize(), str(below.get_facecolor()), linewidth())
with plt.rc_context({"lines.linewidth": other}):
    third, inside = plt.subplots(figsize=(1, 1))
    inside.plot([1, 2])
    st.write(inside.lines[0].get_linewidth(), linewidth())
with pd.option_context("display.max_rows", other + 4):
    st.text(table)
st.text(table.head(2))


def thin():
    plt.rcParams["lines.linewidth"] = 0.5
    pd.set_option("display.max_columns", 1)


st.button("Thin", on_click=thin)
alt.theme.enable("dark" if other > 5 else "default")
st.altair_chart(alt.Chart(table).mark_line().encode(y="a"))

# > set "Other" 3
# > ran 16 17 18 19 20 21 22 38 39 40 50 54 64
# > skipped 29 30 31 32 33 37 55
# > set "Style" "ggplot"
# > ran 34 35 36
# > skipped 29 31 37 39 40 55
# > set "Rows" 6
# > ran 29 31 32 33 55
# > skipped 39 40 54
# > set "Size" 20
# > ran 39 40 41
# > skipped 29 31 37 55
# > set "White" true
# > ran 44 45 46 47 48
# > skipped 29 31 39 40
# > set "Other" 7
# > click "Thin"
# > ran 31 34 46
# > skipped 39
# > set "White" false
# > set "Style" "default"
# > set "Other" 2
