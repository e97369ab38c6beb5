"""One rule or one situation at a time of a person's own choosing."""
