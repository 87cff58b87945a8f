import matplotlib.pyplot as plt
import numpy as np
import streamlit as st

n = st.slider("n", 2, 6, 3)
figure, axes = plt.subplots()
axes.plot(np.arange(n), np.arange(n) ** 2)
if st.checkbox("Grid"):
    axes.grid(True)
axes.set_title(f"n = {n}")
st.pyplot(figure)
st.image(np.full((4, 4, 3), n * 20, dtype=np.uint8), caption=f"shade {n}")

# > set "n" 5
# > set "Grid" true
# > set "n" 3
