"""What a liaison does: one function for each, called by window and commands alike."""
