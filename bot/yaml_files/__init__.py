"""YAML files that know their lines, and the shape that they must have."""
