"""What editors are given: tasks with problem matchers, and a language server."""
