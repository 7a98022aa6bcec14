"""What people see: replies of text and buttons, wording. Knows no transport."""
