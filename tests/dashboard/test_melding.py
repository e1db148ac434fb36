"""Sentences in place of a page: calm, complete, and with nothing in them that a browser would run."""

from dashboard.components.melding import regel_melding
from etl.fouten import RegelFout


def test_a_mistake_in_a_rule_of_the_dossier_names_the_file_and_says_that_nothing_is_lost() -> None:
    fout = RegelFout(
        ["geen_verhaal.toml, titl: deze sleutel bestaat niet. Bedoelt u titel?", "ritme_stokt.sql: een komma na <keten> te veel"]
    )
    tekst = str(regel_melding(fout))
    assert '<h1 class="ks-vraag">De vragen uit het dossier kunnen nu niet worden gesteld</h1>' in tekst
    assert "In de regels die de vragen stellen, staat een fout. De cijfers en wat is afgesproken, zijn bewaard." in tekst
    assert "Geef dit door aan uw beheerder. Is het hersteld? Laad dan de pagina opnieuw." in tekst
    assert "<li><code>geen_verhaal.toml, titl: deze sleutel bestaat niet. Bedoelt u titel?</code></li>" in tekst
    assert "<li><code>ritme_stokt.sql: een komma na &lt;keten&gt; te veel</code></li>" in tekst
    assert "vorige spiegel" not in tekst
