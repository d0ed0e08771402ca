"""A program of your own."""
