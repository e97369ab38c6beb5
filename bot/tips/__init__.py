"""The tip desk: anonymous reports that reach the designated officials."""
