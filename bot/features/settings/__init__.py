"""/settings: shown with buttons, changed by them or by words."""
