"""The form kit on screen: one entry drawn, kept as a draft, checked at the field and handed on."""
