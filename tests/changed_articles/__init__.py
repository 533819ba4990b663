"""What is told of quotes and passages when an article changes: suggestions, articles that are tried, differences."""
