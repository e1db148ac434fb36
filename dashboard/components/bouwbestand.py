"""The build itself as a download: the DuckDB file, or its kern tables as Parquet in a zip."""

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path

import duckdb
import streamlit as st

from dashboard import bouwen, spiegel
from dashboard.components.downloadknop import downloadknop
from dashboard.components.markering import el, samen

UITLEG = samen(
    el("h2", "Zelf verder rekenen", id="bouw"),
    el(
        "p",
        "De hele spiegel is één DuckDB-bestand. U kunt ook alle tabellen als Parquet krijgen. "
        "Kleine groepen zijn ook hierin onderdrukt. Wat in vertrouwen is geleverd, zit er niet in.",
    ),
)


def bouwbestanden() -> None:
    """Two buttons; the files are made when a button is pressed."""
    bouw = spiegel.held_build()
    st.html(UITLEG)
    with st.container(horizontal=True, key="ks-bouwbestanden"):
        downloadknop(
            "Download de spiegel (DuckDB)",
            bouw.read_bytes,
            "ketenspiegel.duckdb",
            "application/octet-stream",
            "bouw_duckdb",
            keten=None,
            wat=f"bouw {bouw.stem}",
        )
        downloadknop(
            "Download de tabellen (Parquet)",
            partial(as_parquet, bouw),
            "ketenspiegel-parquet.zip",
            "application/zip",
            "bouw_parquet",
            keten=None,
            wat=f"bouw {bouw.stem}",
        )


def as_parquet(bouw: Path) -> bytes:
    """Every table of kern, and the leveringen they came from, as Parquet files in one zip."""
    uit = io.BytesIO()
    with (
        bouwen.connect(bouw) as con,
        tempfile.TemporaryDirectory(prefix="ketenspiegel-") as map_,
        zipfile.ZipFile(uit, "w") as archief,
    ):
        tabellen = con.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema = 'kern' or (table_schema, table_name) = ('staging', 'levering') order by table_name"
        ).fetchall()
        for schema, tabel in tabellen:
            pad = Path(map_) / f"{tabel}.parquet"
            # The build's own connection cannot reach other files; a second, empty database writes this one.
            with duckdb.connect() as schrijver:
                inhoud = con.sql(f'from "{schema}"."{tabel}"').to_arrow_table()
                schrijver.register("inhoud", inhoud)
                schrijver.execute("copy inhoud to $pad (format parquet)", {"pad": str(pad)})
            archief.write(pad, pad.name)
    return uit.getvalue()
