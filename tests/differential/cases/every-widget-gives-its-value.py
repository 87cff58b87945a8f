import datetime

import streamlit as st

day = datetime.date(2024, 5, 6)
st.write(st.checkbox("checkbox"), st.toggle("toggle", True))
st.write(st.radio("radio", ["a", "b"], index=None), st.selectbox("select", ["x", "y"], index=None))
st.write(st.multiselect("multi", ["p", "q", "r"]), st.slider("range", 0.0, 1.0, (0.2, 0.8)))
st.write(st.select_slider("steps", ["low", "mid", "high"], ("low", "mid")))
st.write(st.number_input("whole", 0, 9), st.number_input("real", 0.0, 9.0, step=0.5), st.text_area("area"))
st.write(st.date_input("date", day), st.date_input("dates", (day, day)), st.time_input("time", datetime.time(8, 45)))
st.write(
    st.color_picker("color"), st.pills("pills", ["1", "2"], selection_mode="multi"), st.feedback("stars", key="stars")
)
st.write(st.segmented_control("segments", ["l", "r"]))

# > set "checkbox" true
# > set "toggle" false
# > set "radio" "b"
# > set "select" "y"
# > set "multi" ["r", "p"]
# > set "range" [0.1, 0.5]
# > set "steps" ["mid", "high"]
# > set "whole" 3
# > set "real" 1.5
# > set "area" "line\nline"
# > set "date" ["2024-02-29"]
# > set "dates" ["2024-05-06", "2024-06-07"]
# > set "time" "23:30"
# > set "color" "#ff8800"
# > set "pills" ["2"]
# > set "stars" 3
# > set "segments" ["r"]
# > set "radio" "a"
