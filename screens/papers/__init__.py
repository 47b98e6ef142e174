"""Papers: which there are, how one reads, and where it goes. Nothing of them is loaded before somebody asks."""
