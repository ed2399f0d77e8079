"""Tables of any size."""
