"""The live inspector: what each event ran and skipped, and why, beside the running app.

``page/`` is what the browser gets; the rest hands it the program, its source and the events of sessions.
"""
