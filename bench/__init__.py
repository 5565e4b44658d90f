"""The benchmark: Four Islands beside what else it could have been, on the same data.

Run with `make bench`; see `bench/README.md` for what is measured and how.
"""
