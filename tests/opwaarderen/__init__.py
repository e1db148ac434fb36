"""What an earlier released version wrote is read, built and served by this one, and nothing of it is lost.

`magazijn-<versie>.zip` is a small magazijn as that version wrote it (made by `maken.py` with the program of that version):
part of an example keten, a second levering, a correction with an earlier figure and a small group, a withdrawn row with a date
that slips, and a repeat. Add the next one when a version is released.
"""
