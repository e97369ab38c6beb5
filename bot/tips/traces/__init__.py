"""What reporters write about themselves without meaning to."""
