"""The output stage: formats the text, keeps the lock file, writes all or nothing."""
