import streamlit as st

year = st.selectbox("Year", [2021, 2022, 2023])
st.write(f"{year}: {(year * 7) % 90 + 60} clear nights")
st.caption(f"Clouds tonight: {st.session_state.get('clouds', 'not asked yet')}")
