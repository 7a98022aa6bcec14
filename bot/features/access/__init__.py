"""Who may use the bot, as its admins settle it in the chat: people, links, the audit, and the first steps."""
