"""What a person sees. Only here is Textual imported."""
