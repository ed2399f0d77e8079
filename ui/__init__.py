"""The window: Qt widgets and nothing else."""
