"""Series made by a fixed seed, of kinds that the record has few of."""

import numpy as np


def arma(rng, n, ar=(), ma=(), spread=1.0):
    burn = 200
    e = rng.normal(0, spread, n + burn)
    w = np.zeros(n + burn)
    for t in range(n + burn):
        w[t] = e[t] + sum(a * w[t - 1 - i] for i, a in enumerate(ar) if t > i)
        w[t] += sum(b * e[t - 1 - i] for i, b in enumerate(ma) if t > i)
    return w[burn:]


def all_series():
    rng = np.random.default_rng(20231005)
    season = 1 + 0.3 * np.sin(2 * np.pi * np.arange(12) / 12)
    months = np.arange(120)
    found = {
        "simulated AR(1)": 500 + arma(rng, 120, ar=[0.7], spread=20),
        "simulated AR(2)": 500 + arma(rng, 150, ar=[1.2, -0.5], spread=20),
        "simulated MA(1)": 300 + arma(rng, 100, ma=[0.6], spread=15),
        "simulated ARMA(1,1)": 1000 + arma(rng, 140, ar=[0.8], ma=[-0.4], spread=30),
        "simulated walk": 2000 + np.cumsum(arma(rng, 120, spread=25)),
        "simulated walk with MA": 2000 + np.cumsum(arma(rng, 120, ma=[-0.5], spread=25)),
        "simulated trend": 200 + 5 * months + arma(rng, 120, ar=[0.5], spread=10),
        "simulated season, multiplied": (300 + 4 * months) * season[months % 12]
        * np.exp(arma(rng, 120, spread=0.05)),
        "simulated season, added": 800 + 200 * (season[months % 12] - 1)
        + np.cumsum(arma(rng, 120, spread=8)),
        "simulated seasonal AR": 600 + arma(rng, 144, ar=[0.5] + 10 * [0] + [0.6, -0.3], spread=20),
        "simulated break": np.where(months < 80, 1000, 200) + arma(rng, 120, spread=30),
        "simulated level": 100 + np.cumsum(arma(rng, 60, ma=[-0.7], spread=6)),
    }
    return {name: [round(float(v), 2) for v in values] for name, values in found.items()}
