"""Form rows: the only place where a field gets its label, help, error and accessible name."""
