# streamlit/streamlit#10578: an event ends a run in the middle of a generator or a coroutine; what they leave is counted.
import asyncio

import streamlit as st

from reactor.verify.gate import gate

st.session_state.setdefault("log", [])
log = st.session_state.log
low = st.slider("Low", 0, 9)
other = st.slider("Other", 0, 9)


def parts():
    try:
        for number in range(3):
            st.text(f"part {number} of {low}")
            gate(f"part {number}")
            st.text("after")
            yield number
    finally:
        log.append(f"closed at {low}")


async def work():
    try:
        st.text(f"working on {low}")
        gate("work")
        st.text("worked")
        await asyncio.sleep(0)
        return low
    finally:
        log.append(f"work on {low}")


numbers = list(parts())
st.write(numbers, asyncio.run(work()))
st.text(log)
st.text(other)

# > interrupt ["set", "Low", 1] "part 1" ["set", "Other", 2]
# > set "Other" 3
# > interrupt ["set", "Low", 2] "work" ["set", "Other", 4]
# > rerun
