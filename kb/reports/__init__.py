"""Reports as text: one file for each format, each a function from the record to the parts of what is written.

The parts come one after the other: a long report is never whole in memory as text.
"""
