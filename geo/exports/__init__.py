"""The record in the formats of others: each written by a module of its own, listed in `formats`."""
