"""Everything that touches Streamlit's non-public modules, behind our own names.

Tested with streamlit 1.67. Each file observes one thing that a script does through Streamlit (draws, registers widgets,
reads and writes session state, calls cached functions, stores media) and gives the engine the ``Check`` and
``Operation`` objects that let a skipped region be taken as run.
"""
