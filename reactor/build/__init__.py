"""An app on disk: its build folder, what went into it, and whether that still holds.

A build folder holds

- `script.py`, `sources/`: the transpiled main script; its pages and local modules, by their place beside the script
- `program.json`: the `Program`, as `reactor_runtime.program.codec` writes it, with paths relative to the folder
- `graph.json`: regions, widgets, state keys and volatile sources with the edges between them (docs/graph.md)
- `report.json`, `report.txt`: what of each file can be skipped, and why the rest cannot
- `manifest.json`: versions, configuration and the hash of every source that went in
"""
