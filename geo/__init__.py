"""Four Islands: the atlas itself. Nothing in this package imports Streamlit."""
