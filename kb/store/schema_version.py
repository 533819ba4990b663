"""Which databases are ours and how old they are, without importing Alembic. A test holds this to the migrations."""

#: "kbev" in ASCII, in the header of every kb database (PRAGMA application_id).
APPLICATION_ID = 0x6B626576

#: Every revision of the schema, oldest first.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = REVISIONS[-1]
