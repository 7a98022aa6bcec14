"""What a question asks for: its times, source, kind of answer and the turns before it. Knows no reply."""
