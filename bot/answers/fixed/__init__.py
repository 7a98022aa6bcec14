"""What a question fixes, kind by kind: each finds the slots of a text in which it can be compared with another."""
