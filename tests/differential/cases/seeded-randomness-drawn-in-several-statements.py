import random

import numpy as np
import streamlit as st

random.seed(st.number_input("Seed", 0, 9))
first = random.random()
st.write(first)
count = st.slider("Count", 1, 4)
more = [random.randint(0, 100) for _ in range(count)]
st.write(more)
st.write(random.random())
rng = np.random.default_rng(3)
st.write(rng.integers(0, 10, count).tolist(), rng.integers(0, 10, 2).tolist(), np.random.rand(2).round(6).tolist())

# > set "Count" 3
# > set "Seed" 4
# > set "Count" 1
# > rerun
