"""What only the bot's admins can do, in private."""
