"""What people ask about, apart from any act."""
