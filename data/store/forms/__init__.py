"""The newer forms of the database, a file each."""
