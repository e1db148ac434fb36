-- één rij per advies aan een keten: eerst wat nog open staat, dan de rest, elk op datum
with advies as (
    select
        *,
        -- Niet overnemen is ook een antwoord; wie een advies overneemt, is klaar als het is gedaan.
        besluit is null or (besluit <> 'niet overgenomen' and gedaan_op is null) as is_open
    from dossier.advies
    where keten = $keten
)
select id, nummer, keten, van_wie, datum, datum_van, advies, besluit, besluit_op, gedaan, gedaan_op, bron, is_open
from advies
order by is_open desc, datum_van nulls last, advies, id
