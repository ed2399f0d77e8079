"""The parts that pages are made of. Each says its name to screen readers by construction."""
