"""Bytes to records: never imports the database."""
