"""The database as a file: private, copied, whole."""
