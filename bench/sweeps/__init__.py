"""Every fault point of the code, failed at in every verb and job that passes it, and again while it recovers."""
