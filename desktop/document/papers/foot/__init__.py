"""Who signs a paper, at its foot."""
