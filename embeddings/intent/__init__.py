"""What a message wants of a news bot, read off examples: a small classifier over the bundled encoder's vectors."""
