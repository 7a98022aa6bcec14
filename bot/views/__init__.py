"""What people see: replies of text and buttons, pictures, wording. Knows no transport."""
