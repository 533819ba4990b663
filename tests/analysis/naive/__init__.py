"""The disagreements of a base by comparing every claim with every other, straight from its source records.

Written from DESIGN.md alone and shares no code with ``kb.analysis``: slow, and plain enough to be checked by reading.
"""
