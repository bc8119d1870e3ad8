"""Evaluating drafts against references: of any engine, on the package's texts or on sets of one's own."""
