"""The reporter's side of the tip desk."""
