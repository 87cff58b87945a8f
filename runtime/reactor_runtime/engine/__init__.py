"""The engine: slots, positions, the walk, recording and re-applying. It knows nothing of Streamlit."""
