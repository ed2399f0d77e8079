"""How things are said: scripts, names, dates, phone numbers and the interface's own words."""
