"""Repair: damage found, undone where the text itself shows how, and told either way."""
