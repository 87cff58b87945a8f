import altair as alt
import pandas as pd
import streamlit as st


def load() -> pd.DataFrame:
    days = pd.date_range("2024-01-01", periods=365)
    return pd.DataFrame(
        {"day": days, "visits": [(n * 37) % 211 for n in range(365)], "hour": [n % 24 for n in range(365)]}
    )


def numbers(data: pd.DataFrame) -> None:
    left, middle, right = st.columns(3)
    left.metric("Days", len(data))
    middle.metric("Visits", int(data["visits"].sum()))
    right.metric("Best day", int(data["visits"].max()))


def charts(data: pd.DataFrame, few: pd.DataFrame) -> None:
    every, chosen, table = st.tabs(["All days", "Chosen days", "Table"])
    with every:
        st.altair_chart(alt.Chart(data).mark_line().encode(x="day:T", y="visits:Q"))
        st.bar_chart(data.groupby("hour")["visits"].mean())
    with chosen:
        st.line_chart(few, x="day", y="visits")
    with table:
        st.dataframe(data)


def main() -> None:
    st.title("Visits")
    data = load()
    with st.sidebar:
        low = st.slider("Low", 0, 100)
        st.checkbox("Show the raw numbers")
        st.selectbox("Unit", ["visits", "visitors"])
    numbers(data)
    few = data[data["visits"] > 100 + low]
    charts(data, few)
    with st.expander("About"):
        st.markdown("Numbers are **made up**.")
        st.write("Days above the limit:", len(few))


if __name__ == "__main__":
    main()
