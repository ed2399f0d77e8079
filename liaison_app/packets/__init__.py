"""What is printed: content, which knows records and languages, and pages, which know neither."""
