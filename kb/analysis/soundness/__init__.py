"""Whether a base is what kb made it: each check says what it examined, what it found, and what to do."""
