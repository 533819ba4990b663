"""A base in the exchange format: rows to records, records to YAML or JSONL, those into files, whole or not at all."""
