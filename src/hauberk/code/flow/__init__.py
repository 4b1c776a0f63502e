"""What a program does with values, followed from an entry point without running anything.

Expressions have values that tell what is known of them (:mod:`hauberk.code.flow.values`); the calls, answers and
stores that are met on the way are recorded (:mod:`hauberk.code.flow.record`). What they mean (an SDK's operation, a
place where hostile text does harm), whoever asks knows: here nothing is known of any service or weakness.
"""
