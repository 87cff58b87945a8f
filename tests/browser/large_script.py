"""A script of about three hundred statements: functions that draw, blocks in blocks, a long chain, session state."""

from __future__ import annotations

SECTION = """
def section_{n}(low):
    picked = st.slider("Picked {n}", 0, 100, {n}, key="picked_{n}")
    both = picked + low
    left, right = st.columns(2)
    with left:
        st.metric("Both {n}", both)
        shown = st.checkbox("Show {n}", True)
        if shown:
            squares = [each * both for each in range(10)]
            st.bar_chart(squares)
        else:
            st.caption("Nothing shown")
    with right:
        for name in ("first", "second", "third"):
            st.text(f"{{name}}: {{both}}")
    return both
"""

STEPS = """
with st.expander("Steps up to {n}"):
    st.write(step_{n})
    more_{n} = st.number_input("More {n}", 0, 10)
    total_{n} = step_{n} + more_{n}
    if total_{n} > 100:
        st.warning(total_{n})
    else:
        st.info(total_{n})
st.session_state.kept_{n} = step_{n}
st.write("kept", st.session_state.kept_{n})
"""


def large_script(sections: int = 12, steps: int = 77) -> str:
    """The script; the defaults make about 300 regions."""
    parts = ['import streamlit as st\n\nst.title("Three hundred statements")\n']
    parts += [SECTION.format(n=number) for number in range(1, sections + 1)]
    parts.append('low = st.sidebar.slider("Low", 0, 100, 10)\nhigh = st.sidebar.slider("High", 0, 100, 90)\n')
    parts += [f"result_{number} = section_{number}(low)\n" for number in range(1, sections + 1)]
    names = ["low", "high"]
    for number in range(1, steps + 1):
        one, other = names[(number * 7) % len(names)], names[(number * 5 + 1) % len(names)]
        parts.append(f"step_{number} = max({one}, {other}) + {number}\n")
        names.append(f"step_{number}")
        if number % 7 == 0:
            parts.append(STEPS.format(n=number))
    parts.append("total = " + " + ".join(f"result_{number}" for number in range(1, sections + 1)) + "\n")
    return "".join([*parts, 'st.metric("Total", total)\n'])
