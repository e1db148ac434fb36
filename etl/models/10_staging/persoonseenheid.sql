-- Eén rij per woord in een eenheid dat mensen of huishoudens telt: zulke aantallen kunnen naar één mens wijzen.
-- Staat een van deze woorden in de eenheid, dan worden kleine aantallen niet getoond.
select unnest([
    'personen', 'mensen', 'inwoners', 'burgers', 'cliënten', 'klanten', 'patiënten', 'deelnemers', 'aanmeldingen', 'kandidaten',
    'huishoudens', 'gezinnen', 'ouders', 'kinderen', 'jongeren', 'jeugdigen', 'leerlingen', 'studenten', 'schoolverlaters',
    'statushouders', 'inburgeraars', 'nieuwkomers', 'schuldenaren', 'slachtoffers', 'verdachten',
    'ouderen', 'volwassenen', 'vrouwen', 'mannen', 'werkzoekenden', 'daklozen', 'ex-gedetineerden'
]) as woord
