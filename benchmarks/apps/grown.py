"""Apps of a chosen size."""

from __future__ import annotations


def cheap_statements(count: int) -> str:
    """A slider, and ``count`` statements that cost next to nothing, of which the middle one shows the slider.

    Every third statement draws, as in a page with a few hundred lines of text and arithmetic.
    """
    lines, last = ["import streamlit as st", "", 'low = st.slider("Low", 0, 100)', "x0 = 1"], "x0"
    for number in range(1, count - 1):
        if number == count // 2:
            lines.append('st.write("Low is", low)')
        elif number % 3 == 0:
            lines.append(f'st.text(f"Line {number}: {{{last}}}")')
        else:
            lines.append(f"x{number} = {last} * 3 % 1009 + {number}")
            last = f"x{number}"
    return "\n".join(lines) + "\n"


def many_widgets(count: int) -> str:
    """``count`` sliders made in a loop, each with a line of text that depends on it."""
    return "\n".join(
        [
            "import streamlit as st",
            "",
            f"for number in range({count}):",
            '    value = st.slider(f"Value {number}", 0, 100, key=f"value{number}")',
            '    st.text(f"{number} is {value}")',
            "",
        ]
    )


def deep_containers(depth: int) -> str:
    """Containers inside containers; the slider is shown at the bottom of the pile."""
    lines = ["import streamlit as st", "", 'low = st.slider("Low", 0, 100)']
    for level in range(depth):
        indent = "    " * level
        lines.append(f"{indent}with st.container(border={level % 4 == 0}):")
        lines.append(f'{indent}    st.text("Level {level}")')
        lines.append(f'{indent}    st.caption("Nothing here depends on the slider")')
    lines.append("    " * depth + 'st.write("Low is", low)')
    return "\n".join(lines) + "\n"
