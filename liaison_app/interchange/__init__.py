"""What comes in and goes out: school exports, rosters, workbooks."""
