"""One page of the web: from its address to its bytes, bounded in time and size, and refused where it is no article."""
