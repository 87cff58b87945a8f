"""Pages of the field notes app, and what they share."""
