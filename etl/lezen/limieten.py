"""The limits of a levering, each with its reason. What is above a limit is refused before it is unpacked."""

from zipfile import ZIP_DEFLATED, ZIP_STORED

MIB = 1024**2
# A levering of ten million metingen is about 600 MiB; more than this is a mistake or an attack.
GROOTSTE_BESTAND = 2 * 1024 * MIB
# Five times the largest levering that has been measured to load within 2 GiB of memory.
MEESTE_RIJEN = 50_000_000
# Sixteen tables and a levering.json fit many times over; a zip with more is something else.
MEESTE_ZIPDELEN = 200
# Twice the largest file: what a levering takes on disk while it is read, whatever it is cut into.
MEESTE_UITGEPAKT = 4 * 1024 * MIB
# Text packs to a tenth or a twentieth; a factor above this is how a zip bomb looks.
GROOTSTE_UITPAKFACTOR = 100
# What everyone's zip program makes. Of these two, Python unpacks no more than the zip announces; of the others it first
# unpacks a whole piece, and a zip of 364 bytes that announces 10,000 bytes took 600 MiB of memory.
ZIPMETHODEN = (ZIP_STORED, ZIP_DEFLATED)
# Below this many bytes every file takes the careful reader, which costs at most a second.
KLEIN_BESTAND = 4 * MIB
# A cell longer than this is a quoting mistake that swallowed the rest of the file.
LANGSTE_CEL = 1 * MIB
# What Excel itself can hold.
MEESTE_BLADRIJEN = 1_048_576
# A full sheet of metingen has 15 million cells; a few cells far to the right of many rows make many more.
MEESTE_BLADCELLEN = 30_000_000
# More faults of one file than this are not read by anyone, and a file of empty rows would fill the memory with them.
MEESTE_BEVINDINGEN = 10_000
# The widest table of the contract has some thirty columns; comparing a hundred thousand names takes minutes.
MEESTE_KOLOMMEN = 1_000
