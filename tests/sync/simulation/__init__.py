"""Five laptops, a bag of sticks, and everything that can go wrong between them.

`schedule.run(seed)` plays one schedule on the real writer, the real merging and the real log, with
clock, random source and sticks of its own; the same seed gives the same schedule. `oracle` works
out from the rules alone what must come of it, and `checks` compares.

    python -m tests.sync.simulation 1..2000
"""
