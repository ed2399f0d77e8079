"""How it is kept: encrypted SQLite, one writer, changes that merge, search, drafts and blobs."""
