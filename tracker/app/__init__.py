"""The house, wired: what cli, demo and daemon speak to."""
