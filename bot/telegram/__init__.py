"""The bot in Telegram: `application` builds and runs it; nothing outside this package knows the Bot API.

An update's way: `updates` receives and keeps it and lets those of one chat wait for each other, `incoming` finds out
whether and what the bot is asked, `handlers` asks the router, `rendering` makes messages of the reply, `delivery`
brings them to the chat.
"""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns at every flood limit it reports
