"""What the pages of the corner shop share."""
