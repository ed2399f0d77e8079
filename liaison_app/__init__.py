"""Everything about Liaison that is true without a screen."""
