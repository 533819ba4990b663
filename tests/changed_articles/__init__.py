"""What is told of quotes and passages when an article changes: suggestions, trials, differences."""
