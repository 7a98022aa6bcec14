"""The bot: what people see and operators run.

Each folder imports only those below it: cli, telegram, conversation, features, notifications, replies, answers,
question, llm, core.
"""
