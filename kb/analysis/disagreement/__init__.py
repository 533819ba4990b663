"""Where claims disagree: from facts to the disagreements, in order, that a reader is shown."""
