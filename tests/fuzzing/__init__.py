"""Broken files by the thousand: whatever a file holds, loading it tells what is wrong or lands, and nothing else."""
