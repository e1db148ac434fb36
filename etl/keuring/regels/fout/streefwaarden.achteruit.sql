-- Het einde kan niet voor het begin liggen.
select rij, 'tot' as kolom, tot as waarde, 'ligt voor het begin (' || van || '). Draai van en tot om, of verbeter ze.' as tekst
from nieuw.streefwaarden
where datum_tot(tot) < datum_van(van)
order by rij
