"""The packet of an overleg as a PDF: the papers before it, and the besluitenlijst and afsprakenlijst after it."""
