"""Figures: speed, memory, start-up and the quality of drafts. `python -m bench` prints them all."""
