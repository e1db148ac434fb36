"""Reading a levering as it was handed over: folder, zip or workbook into files on disk, one per table."""
