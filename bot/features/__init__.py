"""The commands and buttons, a file a family; `conversation.router` puts them together."""
