"""Input that is broken or meant to do harm, by kind, each with the lines in which kb tells of it."""
