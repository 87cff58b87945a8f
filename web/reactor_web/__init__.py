"""The web layer: Streamlit's browser client and everything it asks for, served from Flask.

`app.create_app` makes the application around a host of sessions, `server.serve` carries it.
"""
