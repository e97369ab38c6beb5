"""Proofs about conversations: nothing of them is written anywhere."""
