"""Measurements of Reactor. None of them is a test: they print what they saw and assert no duration."""
