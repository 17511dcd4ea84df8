"""Alembic's door into the program: it is given a connection, and runs inside that one's transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
context.run_migrations()
