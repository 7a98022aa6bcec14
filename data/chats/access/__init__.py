"""Who may use the bot: the standing of people and groups, links that let in, and what admins did."""
