"""What the page wants to see of the session's models; loaded with the first question.

`Look.answer` takes a question and its options and gives plain values: the page draws them.
"""

from playground.look.answers import Look

__all__ = ["Look"]
