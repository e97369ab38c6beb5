"""Keys, codes and sealing."""
