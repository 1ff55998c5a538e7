#!/usr/bin/env python3
"""Weights of Bernstein online aggregation on losses that are made by a rule, as a reference for
Tests/ForecastingTests/LearningTests.swift.

Written from Wintenberger, "Optimal learning with Bernstein online aggregation", Machine Learning 106, 2017
(learning rates for each expert, section 3), with the forgetting and the floor of Berrisch and Ziel, "CRPS
learning", Journal of Econometrics 237, 2023 (section 4).

Usage: bernstein-aggregation.py
"""

import math

MEMORY, FLOOR = 0.98, 0.02


def weights(rounds):
    """The weights after rounds of losses less that of the aggregate."""
    count = len(rounds[0])
    bound, variation, total = [1e-9] * count, [0.0] * count, [0.0] * count
    rates = [0.0] * count
    for losses in rounds:
        for k, loss in enumerate(losses):
            bound[k] = max(bound[k], abs(loss))
            variation[k] = MEMORY * variation[k] + loss ** 2
            rates[k] = min(1 / (2 * bound[k]), math.sqrt(math.log(count) / variation[k]))
            surprise = bound[k] if rates[k] * loss > 0.5 else 0.0
            total[k] = MEMORY * total[k] + (loss * (1 + rates[k] * loss) + surprise) / 2
    raw = [rate * math.exp(-rate * loss) for rate, loss in zip(rates, total)]
    return [(1 - FLOOR) * weight / sum(raw) + FLOOR / count for weight in raw]


# Expert 0 is good, expert 1 as the aggregate with noise, expert 2 turns good after the twentieth round.
ROUNDS = [
    [-0.1 + 0.05 * math.sin(t), 0.1 * math.cos(2 * t), 0.2 if t < 20 else -0.3] for t in range(40)
]

if __name__ == "__main__":
    for count in (1, 20, 40):
        print(count, *(f"{weight:.12f}" for weight in weights(ROUNDS[:count])))
