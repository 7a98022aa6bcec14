"""The home folder as a whole: who runs on it, and how it is carried away and back."""
