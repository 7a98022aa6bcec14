"""What every part of the bot speaks with: persons, commands, replies, answers, the catalogue of messages."""
