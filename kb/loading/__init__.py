"""A run of loading: which files, in which order, each in a transaction of its own, and what became of them."""
