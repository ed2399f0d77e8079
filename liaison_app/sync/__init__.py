"""How changes travel: sealed bundles, the roster of laptops, invites, and files made by hand.

A laptop keeps, beside the op log, things that are its own alone and never travel as changes: the
secrets of each stream's epochs (`epoch`), the signed roster (`roster_entry`), every sealed bundle
that it made or took in, byte for byte (`bundle`), what each other laptop has proved to hold
(`peer`), the files that it made and took in (`file_made`, `file_taken`), its invites (`invite`) and
what somebody must be told (`alarm`).
"""
