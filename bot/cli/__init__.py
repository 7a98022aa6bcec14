"""The command line, and the bot in a terminal."""
