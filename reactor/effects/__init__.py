"""Phase 3: what statements and functions do."""
