"""The load test: many readers at once, as real Streamlit sessions over websockets.

Run with `make load`; see `load/README.md` for what is measured and how.
"""
