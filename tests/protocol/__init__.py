"""A client that speaks Streamlit's own websocket protocol, as a browser does and as an attacker can."""
