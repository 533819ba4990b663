"""Articles that are loaded themselves."""
