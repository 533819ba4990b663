"""The database: tables, opening, records into rows."""
