"""The acts the advisor answers by, and how a published act is brought in."""
