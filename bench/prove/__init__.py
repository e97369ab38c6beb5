"""Load, faults, kills and a day of traffic, with figures: python -m bench.prove. Beside Adep stand bots of a few lines, as their
libraries' own examples write them; both sides are processes, and Telegram is the local one over HTTP.
"""
