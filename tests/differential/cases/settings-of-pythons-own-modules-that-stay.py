"""A constant that every run sets makes nothing run."""

import calendar
import decimal

import streamlit as st

decimal.getcontext().prec = 4
calendar.setfirstweekday(6)
low = st.slider("Low", 0, 9)
seventh = decimal.Decimal(1) / decimal.Decimal(7)
st.text(calendar.month(2026, 11))
st.write("low", low)

# > set "Low" 5
# > skipped 12
