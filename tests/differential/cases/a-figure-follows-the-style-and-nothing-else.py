import matplotlib.pyplot as plt
import pandas as pd
import streamlit as st

style = st.selectbox("Style", ["default", "ggplot", "dark_background"])
other = st.slider("Other", 0, 9, 1)
plt.style.use(style)
pd.set_option("display.max_rows", 5)
table = pd.DataFrame({"a": range(9)})
figure, axes = plt.subplots(figsize=(1, 1))
axes.plot(table["a"])
st.pyplot(figure)
st.text(table)
st.write("other", other)

# > set "Other" 3
# > ran 7 8 14
# > skipped 9 10 11 12 13
# > set "Style" "ggplot"
# > ran 7 8 10 11 12
# > skipped 9 13
# > set "Other" 4
# > ran 7 8 14
# > skipped 9 10 11 12 13
# > set "Style" "default"
# > ran 10 11 12
