"""What was published: reading, cutting and storing articles. Knows no model and no chat."""
