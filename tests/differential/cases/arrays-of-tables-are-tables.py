import numpy as np
import pandas as pd
import streamlit as st

low = st.slider("Low", 0.0, 9.0, 1.0)
other = st.slider("Other", 0, 9, 1)
frame = pd.DataFrame({"a": [1.0, 4.0, 9.0], "b": [2.0, 3.0, 5.0]})
roots = np.sqrt(frame)
st.write("roots", roots)
roots.clip(low, inplace=True)
st.write("clipped", roots)
returns = np.log(frame["a"]).diff().dropna()
total = np.array([1.0, 2.0, 3.0]) + frame["a"]
total.replace(2.0, low, inplace=True)
kept = frame.columns.value_counts()
kept.drop("a", inplace=True)
st.write(returns.rolling(2).mean(), total, kept, other)
flags = np.where(frame["a"] > low, "high", "low").tolist()
st.write(flags, np.unique(flags).tolist(), pd.isna(frame).sum().sum())

# > set "Low" 2.0
# > ran 10 11 14 17 18
# > skipped 7 9 12 13 15 19
# > set "Other" 3
# > ran 17
# > skipped 7 8 9 10 11 12 13 14 15 16 18 19
# > set "Low" 0.5
