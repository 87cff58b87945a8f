"""Generated scripts with generated events, under Streamlit's own runner and under Reactor.

`statements` is the grammar, as data; `scripts` draws a script from it; `reduce` makes one that disagrees small;
`python -m reactor.verify.generate` plays as many as asked for.
"""
