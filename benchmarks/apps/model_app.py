import numpy as np
import pandas as pd
import streamlit as st
from sklearn.ensemble import RandomForestRegressor

st.title("Rents")
trees = st.sidebar.slider("Trees", 10, 100, 40)
low = st.slider("Low", 0, 100)
note = st.text_input("Note", "none")

random = np.random.default_rng(3)
area = random.uniform(20, 150, 2000)
floor = random.integers(0, 9, 2000)
rent = 6 * area + 15 * floor + random.normal(0, 40, 2000)
features = pd.DataFrame({"area": area, "floor": floor})

model = RandomForestRegressor(n_estimators=trees, random_state=0)
model.fit(features, rent)
score = model.score(features, rent)

st.metric("Score", f"{score:.3f}")
question = pd.DataFrame({"area": [20 + low], "floor": [3]})
st.write("A flat of", 20 + low, "square metres costs", round(float(model.predict(question)[0])))
st.caption(f"Note: {note}")
