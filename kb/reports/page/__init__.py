"""A report as one page of HTML, in which nothing is fetched, nothing runs, and what a source says is text."""
