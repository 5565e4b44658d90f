"""TOML texts of the record, whatever is in them."""

from typing import Any

import tomli


def table_of(text: str) -> dict[str, Any]:
    """The table that a TOML text holds.

    Raises `ValueError` when it holds none, nests too deep, or has a number of more digits than
    Python writes down.
    """
    try:
        table = tomli.loads(text)
        repr(table)  # such a number raises here, once
    except RecursionError as error:
        raise ValueError(str(error)) from error
    return table
