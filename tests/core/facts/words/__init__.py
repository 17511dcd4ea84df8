"""Facts told in other languages than English."""
