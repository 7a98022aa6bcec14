"""What a person means: text to a question with its times, source, names and the turns before it. Knows no reply."""
