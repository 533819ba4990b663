"""What a search finds: claims and articles in the order of how well they answer, with the words marked."""
