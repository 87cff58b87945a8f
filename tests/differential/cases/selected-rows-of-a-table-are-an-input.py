import pandas as pd
import streamlit as st

data = pd.DataFrame({"name": ["a", "b", "c"], "n": [1, 2, 3]})
event = st.dataframe(data, on_select="rerun", selection_mode=["multi-row", "single-column"], key="table")
st.write(data.iloc[event.selection.rows].n.sum(), event.selection.columns)
st.checkbox("Unrelated")

# > set "table" {"selection": {"rows": [1, 2], "columns": [], "cells": []}}
# > set "Unrelated" true
# > set "table" {"selection": {"rows": [0], "columns": ["n"], "cells": []}}
# > set "table" {"selection": {"rows": [], "columns": [], "cells": []}}
