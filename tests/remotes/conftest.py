"""Shared places, against real servers on this computer alone."""
