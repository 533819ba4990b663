"""Reports as text: one file for each format, each a function from the record to what is written."""
