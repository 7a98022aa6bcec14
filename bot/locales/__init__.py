"""What the bot says, one Fluent file a language."""
