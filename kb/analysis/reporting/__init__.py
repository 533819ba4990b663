"""What a report is made of: the answers of the analysis, put together from one reading of the base."""
