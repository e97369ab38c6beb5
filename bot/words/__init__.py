"""Words under their sounds and keys: what matching, traces and review share."""
