"""What a person may ask of their record: who looked at it, and their own copy."""
