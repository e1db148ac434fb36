"""The build itself as a download: the DuckDB file, or its kern tables as Parquet in a zip."""

import io
import tempfile
import zipfile
from pathlib import Path

import duckdb
import streamlit as st

from dashboard import spiegel
from dashboard.components.markering import el, samen

UITLEG = samen(
    el("h2", "Zelf verder rekenen", id="bouw"),
    el(
        "p",
        "De hele spiegel is één DuckDB-bestand. U kunt ook alle tabellen als Parquet krijgen. Kleine groepen zijn ook hierin onderdrukt.",
    ),
)


def bouwbestanden() -> None:
    """Two buttons; the files are made when a button is pressed."""
    bouw = spiegel.held_build()
    st.html(UITLEG)
    with st.container(horizontal=True, key="ks-bouwbestanden"):
        st.download_button(
            "Download de spiegel (DuckDB)",
            data=bouw.read_bytes,
            file_name="ketenspiegel.duckdb",
            mime="application/octet-stream",
            key="bouw_duckdb",
            on_click="ignore",
        )
        st.download_button(
            "Download de tabellen (Parquet)",
            data=lambda: as_parquet(bouw),
            file_name="ketenspiegel-parquet.zip",
            mime="application/zip",
            key="bouw_parquet",
            on_click="ignore",
        )


def as_parquet(bouw: Path) -> bytes:
    """Every table of kern, and the leveringen they came from, as Parquet files in one zip."""
    uit = io.BytesIO()
    with (
        spiegel.connect(bouw) as con,
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
