"""A wizard in three steps: what was entered survives while its widgets are not on the page."""

import datetime

import streamlit as st

STEPS = ["Traveller", "Journey", "Confirm"]
PRICES = {"Lisbon": 180, "Tallinn": 150, "Kyoto": 740}

st.set_page_config(page_title="Book a journey")
st.title("Book a journey")

state = st.session_state
state.setdefault("step", 0)
state.setdefault("booking", {"name": "", "email": "", "city": "Lisbon", "nights": 3, "extras": []})
booking = state.booking


def go(change):
    state.step = min(max(state.step + change, 0), len(STEPS) - 1)


def restart():
    for key in ("step", "booking", "reference"):
        state.pop(key, None)


st.progress((state.step + 1) / len(STEPS), text=f"Step {state.step + 1} of {len(STEPS)}: {STEPS[state.step]}")

match STEPS[state.step]:
    case "Traveller":
        with st.form("traveller"):
            name = st.text_input("Name", booking["name"])
            email = st.text_input("Email", booking["email"])
            if st.form_submit_button("Continue"):
                problems = []
                if not name:
                    problems.append("Please enter a name.")
                if "@" not in email:
                    problems.append("Please enter a valid email address.")
                if problems:
                    for problem in problems:
                        st.error(problem)
                else:
                    booking.update(name=name, email=email)
                    go(1)
                    st.rerun()

    case "Journey":
        cities = list(PRICES)
        booking["city"] = st.selectbox("City", cities, index=cities.index(booking["city"]), key="city")
        booking["nights"] = st.slider("Nights", 1, 14, booking["nights"], key="nights")
        booking["extras"] = st.multiselect(
            "Extras", ["Breakfast", "Museum pass", "Bicycle"], booking["extras"], key="extras"
        )
        day = st.date_input("Departure", datetime.date(2030, 5, 1), min_value=datetime.date(2030, 1, 1))
        booking["day"] = day.isoformat()
        st.caption(f"{booking['nights']} nights in {booking['city']}, {PRICES[booking['city']]} a night")
        back, forward = st.columns(2)
        back.button("Back", on_click=go, args=(-1,))
        forward.button("Continue", on_click=go, args=(1,), type="primary")

    case "Confirm":
        price = PRICES[booking["city"]] * booking["nights"] + 25 * len(booking["extras"])
        st.subheader(f"{booking['city']}, {booking['nights']} nights")
        st.write(f"For **{booking['name']}** ({booking['email']}), leaving on {booking['day']}.")
        for extra in booking["extras"]:
            st.write(f"- {extra}")
        st.metric("Price", f"{price:,}")
        agreed = st.checkbox("I accept the terms")
        back, book = st.columns(2)
        back.button("Back", on_click=go, args=(-1,))
        if book.button("Book", type="primary", disabled=not agreed):
            state.reference = f"{booking['city'][:3].upper()}-{price:05d}"
        if "reference" in state:
            st.success(f"Booked. Your reference is {state.reference}.")
            st.button("Book another journey", on_click=restart)
