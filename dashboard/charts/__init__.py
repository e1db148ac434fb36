"""Charts: pure functions with a DataFrame in and a chart (or a piece of HTML) out; nothing here knows Streamlit."""
