import random
import time
import uuid

import streamlit as st

seen = st.session_state.setdefault("seen", {"time": set(), "random": set(), "uuid": set()})
seen["time"].add(time.time_ns())
seen["random"].add(random.SystemRandom().random())
seen["uuid"].add(uuid.uuid4())
n = st.slider("n", 0, 5)
st.write("n", n)
st.write({name: len(values) for name, values in seen.items()})
del st.session_state["seen"]
st.session_state.kept = len(seen["time"])
st.session_state.setdefault("all", 0)
st.session_state.all += len(seen["uuid"])

# > set "n" 2
# > rerun
