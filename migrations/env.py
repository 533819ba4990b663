"""Runs the migrations on the connection that kb hands over, or, from the alembic command, on the file of -x db=PATH."""

import sqlite3

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from kb.store.models import metadata


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    path = context.get_x_argument(as_dictionary=True).get("db", ":memory:")
    engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite3.connect(path), poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        migrate(connection)
