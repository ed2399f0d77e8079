"""Laptops that meet on a shared place, by the hundred: a simulation of the whole exchange.

Four laptops of one team, on the real code, over a folder that fails as real ones do. They are
worked on, crash, are put back from backups, exchange sticks; the place itself goes back in time. In
the end all failures stop, and everybody must have everything that anybody was told is saved.

    python -m tests.sync.meetings 1..1000
"""
