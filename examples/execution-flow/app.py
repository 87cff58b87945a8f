"""Everything Streamlit offers to steer the flow of a script: form, dialog, fragment, rerun and stop."""

import streamlit as st

st.set_page_config(page_title="Execution flow", layout="centered")
st.title("Support desk")

if "tickets" not in st.session_state:
    st.session_state.tickets = [
        {"id": 1, "subject": "Printer on fire", "priority": "high", "open": True},
        {"id": 2, "subject": "Where is the coffee?", "priority": "low", "open": True},
    ]
    st.session_state.ticks = 0


@st.dialog("Close ticket")
def close_ticket(ticket):
    st.write(f"Why do you close **{ticket['subject']}**?")
    reason = st.text_input("Reason", key="reason")
    if st.button("Close it", type="primary", disabled=not reason):
        ticket["open"] = False
        ticket["reason"] = reason
        st.rerun()


@st.fragment(run_every="1s")
def heartbeat():
    st.session_state.ticks += 1
    st.caption(f"Queue checked {st.session_state.ticks} times")


@st.fragment
def calculator():
    hours = st.slider("Hours of work", 0, 40, 8)
    rate = st.select_slider("Rate", [50, 75, 100, 125], value=75)
    st.metric("Estimate", f"{hours * rate:,}")
    if st.button("Use this estimate"):
        st.session_state.estimate = hours * rate
        st.rerun()


agent = st.text_input("Your name")
if not agent:
    st.warning("Please enter your name to continue.")
    st.stop()

st.success(f"Welcome, {agent}.")
heartbeat()

with st.form("new", clear_on_submit=True):
    subject = st.text_input("Subject")
    priority = st.radio("Priority", ["low", "normal", "high"], index=1, horizontal=True)
    if st.form_submit_button("Open ticket"):
        if subject:
            number = len(st.session_state.tickets) + 1
            st.session_state.tickets.append({"id": number, "subject": subject, "priority": priority, "open": True})
            st.toast(f"Ticket {number} opened")
        else:
            st.error("A ticket needs a subject.")

st.subheader("Open tickets")
open_tickets = [ticket for ticket in st.session_state.tickets if ticket["open"]]
for ticket in open_tickets:
    what, how, action = st.columns([4, 1, 1], vertical_alignment="center")
    what.write(f"#{ticket['id']} {ticket['subject']}")
    how.write(f":red[{ticket['priority']}]" if ticket["priority"] == "high" else ticket["priority"])
    if action.button("Close", key=f"close-{ticket['id']}"):
        close_ticket(ticket)
if not open_tickets:
    st.balloons()
    st.write("All done!")

closed = [ticket for ticket in st.session_state.tickets if not ticket["open"]]
if closed:
    st.subheader("Closed tickets")
    st.table([{"subject": ticket["subject"], "reason": ticket["reason"]} for ticket in closed])

st.subheader("Estimate")
calculator()
if "estimate" in st.session_state:
    st.write(f"Estimate on file: {st.session_state.estimate:,}")
