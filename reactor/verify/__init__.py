"""Does Reactor answer like Streamlit's own runner? The same app, the same events, compared after every event.

`tree`, `widget_states`, `widget_kinds` and `browser` model the browser client; `events` says what a person does and
`choose` picks something plausible; `targets` start a runner in a process of its own; `play` plays events to one
target and records a moment after each; `compare` finds where two recordings part.
"""
