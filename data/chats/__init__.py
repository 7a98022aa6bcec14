"""What is kept of chats and people, in SQL; and how it is erased."""
