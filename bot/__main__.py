"""`newsbot` and `python -m bot`: runs a command; a mistake of the user is one line, never a traceback."""

from __future__ import annotations

import sys

import click

from bot.cli.main import cli
from data.errors import NewsError
from data.secrets import without_secrets


def main() -> None:
    try:
        cli(prog_name="newsbot")
    except NewsError as error:
        click.echo(f"newsbot: {without_secrets(str(error))}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
