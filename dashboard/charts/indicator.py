"""The large chart of one indicator: points, gaps, breaks, intervals, streefwaarden, gebeurtenissen and sources."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboard.charts.assen import XAs, YAs, nul_vanaf, x_as, y_as
from dashboard.charts.gaten import BREUKSOORTEN, Breuk, Gat, breuken, gaten
from dashboard.charts.indicator_woorden import KANTLIJNMARGE, aswoorden, kantlijn, kantlijnbreedte, woorden
from dashboard.charts.lagen import Label, Vlak, balken, horizontalen, lijnen, stippen, teksten, verticalen
from dashboard.charts.meten import tekstbreedte
from dashboard.charts.opmaak import met_stijl
from dashboard.charts.plaatsing import stapels
from dashboard.charts.reeksen import ms, tekenbaar
from dashboard.charts.stijl import GEDEMPT, INKT, LIJN, RASTER, WIT, ZACHT
from dashboard.charts.streef import streeflijnen
from dashboard.charts.tijdlijn import op_volgorde
from dashboard.charts.woorden import decimalen, getal, is_leeg
