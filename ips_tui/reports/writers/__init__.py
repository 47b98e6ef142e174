"""One document, several writers: each turns the blocks into bytes or lines and reads nothing else."""
