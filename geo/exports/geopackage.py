"""GeoPackage (OGC 12-128r18): every layer in one file, with the styles that QGIS opens it in.

EPSG:4326 as the standard has it, longitude before latitude. Written by GDAL; QGIS finds its styles
in the table `layer_styles`. The same record always gives the same bytes.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo.exports.layers import Layer, layers_of
from geo.exports.release import CREDIT, RECORD_LICENCE, SHAPES_CREDIT, Release
from geo.exports.selection import Selection

# The table of QGIS (QgsOgrProviderMetadata::saveStyle), but for the time, which is the record's.
STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
GEOMETRY = "geom"


def geopackage(selection: Selection) -> bytes:
    """The record as a GeoPackage; filters narrow `events`, `citations` and `sources`."""
    layers = layers_of(selection)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "four-islands.gpkg"
        for nth, layer in enumerate(layers):
            _write(file, layer, selection, is_first=nth == 0)
        _add_styles(file, layers, selection.release)
        return file.read_bytes()


def _write(file: Path, layer: Layer, selection: Selection, *, is_first: bool) -> None:
    # Imported late: only who asks for this file pays for loading GDAL.
    import numpy as np
    import pyogrio  # type: ignore[import-untyped]
    from shapely import to_wkb

    release = selection.release
    columns = list(layer.rows[0])
    about = {
        "title": CREDIT,
        "version": release.version,
        "date": release.date.isoformat(),
        "licence": f"Record: {RECORD_LICENCE}. Shapes: {SHAPES_CREDIT}",
        "notices": json.dumps(selection.notices, ensure_ascii=False),
    }
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _moment(release)})
    try:
        pyogrio.raw.write(
            str(file),
            np.array([to_wkb(it) for it in layer.geometries], dtype=object)
            if layer.geometry_type
            else None,
            [_column([row[name] for row in layer.rows]) for name in columns],
            columns,
            layer=layer.name,
            driver="GPKG",
            geometry_type=layer.geometry_type,
            crs="EPSG:4326" if layer.geometry_type else None,
            append=not is_first,
            dataset_metadata=about if is_first else None,
            layer_metadata={"licence": layer.credit},
            dataset_options={"VERSION": "1.4"} if is_first else None,
            layer_options={"IDENTIFIER": layer.title, "DESCRIPTION": layer.credit}
            | ({"GEOMETRY_NAME": GEOMETRY} if layer.geometry_type else {}),
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _column(values: list[Any]) -> Any:
    import numpy as np

    given = [value for value in values if value is not None]
    if given and len(given) == len(values):
        if all(isinstance(value, bool) for value in given):
            return np.array(values, dtype=bool)
        if all(isinstance(value, float) for value in given):
            return np.array(values, dtype=float)
    return np.array(values, dtype=object)


def _add_styles(file: Path, layers: list[Layer], release: Release) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(STYLES)
        database.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
            " update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
            [
                (it.name, GEOMETRY, it.name, it.style, it.title, _moment(release))
                for it in layers
                if it.style
            ],
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description,"
            " last_change, srs_id)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', 'QGIS styles', ?, 0)",
            [_moment(release)],
        )
        has_counts = "SELECT 1 FROM sqlite_master WHERE name = 'gpkg_ogr_contents'"
        if database.execute(has_counts).fetchone():
            count = sum(1 for it in layers if it.style)
            database.execute("INSERT INTO gpkg_ogr_contents VALUES ('layer_styles', ?)", [count])


def _moment(release: Release) -> str:
    return release.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
