"""How many digits a division gives, and the first day of a week, follow settings that the statements do not name."""

import calendar
import decimal

import streamlit as st

digits = st.slider("Digits", 1, 9, 3)
decimal.getcontext().prec = digits
seventh = decimal.Decimal(1) / decimal.Decimal(7)
st.text(seventh)
calendar.setfirstweekday(digits % 7)
st.text(calendar.month(2026, 11))

# > set "Digits" 5
# > set "Digits" 2
# > rerun
