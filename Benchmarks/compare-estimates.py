#!/usr/bin/env python3
"""Holds the synthetic difference in differences and the prediction intervals of `trocha effect` against references.

Usage: compare-estimates.py TROCHA [YYYY-MM-DD]      (needs pip install scipy pysyncon==1.7.0 scpi-pkg==4.0.0 "pandas<2.3")

Synthetic difference in differences: written here from algorithm 1 of Arkhangelsky et al. (2021) with SciPy's SLSQP.
Prediction intervals: scpi-pkg, by the authors of the method, and pysyncon's conformal intervals.
All have the panel that Trocha used, each series over its own mean before, for Venezuelans before Border Patrol.
"""
import csv
import importlib.metadata
import io
import json
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
from scipy.optimize import minimize

warnings.filterwarnings("ignore")
SERIES = "usbp-southwest-venezuelans"
TABLE = "measure=encounters place=us-southwest-border component=usbp nationality="


def trocha(*words):
    return subprocess.run([sys.argv[1], *words], check=True, capture_output=True, text=True).stdout


def series(nationality, months):
    rows = csv.DictReader(io.StringIO(trocha("record", "show", TABLE + nationality, "--csv")))
    values = {row["period"]: float(row["value"]) for row in rows if row["value"]}
    return np.array([values[month] for month in months])


def simplex(matrix, target, ridge):
    """Weights w >= 0 of sum 1 and a constant that minimise the squares and ridge^2 * |w|^2."""
    count = matrix.shape[1]
    centred, goal = matrix - matrix.mean(axis=0), target - target.mean()

    def loss(w):
        gap = centred @ w - goal
        return gap @ gap + ridge**2 * w @ w, 2 * centred.T @ gap + 2 * ridge**2 * w

    best = minimize(
        loss, np.full(count, 1 / count), jac=True, method="SLSQP", bounds=[(0, None)] * count,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(count)},
        options={"maxiter": 5000, "ftol": 1e-15})
    return best.x


def synthetic_differences(treated, donors, fit):
    """Counterfactuals of the months after; donors by column."""
    noise = np.diff(donors[:fit], axis=0).std(ddof=1)
    zeta = (len(treated) - fit) ** 0.25 * noise
    omega = simplex(donors[:fit], treated[:fit], zeta * fit**0.5)
    months = simplex(donors[:fit].T, donors[fit:].mean(axis=0), 1e-6 * noise * donors.shape[1] ** 0.5)
    mixed = donors @ omega
    return mixed[fit:] + months @ (treated[:fit] - mixed[:fit])


def scpi(panel, fit):
    from scpi_pkg.scdata import scdata
    from scpi_pkg.scpi import scpi as predict
    long = panel.reset_index(names="time").melt("time", var_name="unit", value_name="y")
    data = scdata(
        df=long, id_var="unit", time_var="time", outcome_var="y", period_pre=np.arange(fit),
        period_post=np.arange(fit, len(panel)), unit_tr="VEN", unit_co=list(panel.columns[1:]),
        features=None, cov_adj=None, constant=False, cointegrated_data=False)
    np.random.seed(1)
    # Each error is missed with 2.5 % at most, as ours.
    made = predict(
        data, w_constr={"name": "simplex", "Q": 1}, u_missp=False, u_order=0, u_lags=0, e_order=0,
        e_lags=0, e_method="gaussian", u_alpha=0.025, e_alpha=0.025, sims=200, cores=1)
    return made.CI_all_gaussian.to_numpy(dtype=float)[:, :2], made.Y_post_fit.to_numpy(dtype=float).ravel()


def conformal(panel, fit):
    from pysyncon import Dataprep, Synth
    long = panel.reset_index(names="time").melt("time", var_name="unit", value_name="y")
    prep = Dataprep(
        foo=long, predictors=[], special_predictors=[("y", [t], "mean") for t in range(fit)],
        predictors_op="mean", dependent="y", unit_variable="unit", time_variable="time",
        treatment_identifier="VEN", controls_identifier=list(panel.columns[1:]),
        time_predictors_prior=range(fit), time_optimize_ssr=range(fit))
    model = Synth()
    model.fit(prep, custom_V=np.full(fit, 1 / fit))
    made = model.confidence_interval(
        alpha=0.05, time_periods=list(range(fit, len(panel))), custom_V=np.full(fit, 1 / fit), tol=0.01)
    return made[["lower_ci", "upper_ci"]].to_numpy(dtype=float)


def main():
    on = sys.argv[2] if len(sys.argv) > 2 else "2023-10-05"
    for name in ("numpy", "scipy", "pysyncon", "scpi_pkg"):
        try:
            print(name, importlib.metadata.version(name), end="; ")
        except importlib.metadata.PackageNotFoundError:
            print(name, "is not there", end="; ")
    print()
    answer = json.loads(trocha("effect", SERIES, "--on", on, "--scale", "scaled", "--prediction", "--json"))
    methods = {m["method"]: m for m in answer["methods"]}
    own = methods["synthetic-control"]
    months, fit = [p["month"] for p in own["path"]], own["fit"]["months"]
    labels = [d["label"] for d in answer["donors"] if d["used"]]
    raw = {label: series(label, months) for label in ["VEN"] + labels}
    size = raw["VEN"][:fit].mean()
    panel = pd.DataFrame({label: values / values[:fit].mean() for label, values in raw.items()})
    treated, donors = panel["VEN"].to_numpy(), panel[labels].to_numpy()
    reference = synthetic_differences(treated, donors, fit) * size
    ours = np.array([m["counterfactual"] for m in methods["synthetic-difference-in-differences"]["months"]])
    print("synthetic difference in differences, counterfactuals: ours",
          ", ".join(f"{v:.1f}" for v in ours), "reference", ", ".join(f"{v:.1f}" for v in reference))

    def shown(rows):
        return ", ".join(f"{low:.0f} … {high:.0f}" for low, high in rows)

    actual = raw["VEN"][fit:]
    print("prediction intervals of the counterfactual: ours", shown(
        [(a - m["prediction_high"], a - m["prediction_low"]) for a, m in zip(actual, own["months"])]))
    print("  ours, from placebos", shown([(a - m["high"], a - m["low"]) for a, m in zip(actual, own["months"])]))
    try:
        bands, middle = scpi(panel, fit)
        print("  scpi", shown(bands * size), "about", ", ".join(f"{v * size:.0f}" for v in middle))
    except Exception as error:
        print(f"  scpi did not run: {type(error).__name__}: {error}")
    try:
        bands = conformal(panel, fit)
        print("  pysyncon, conformal", shown((treated[fit:, None] - bands[:, ::-1]) * size))
    except Exception as error:
        print(f"  pysyncon did not run: {type(error).__name__}: {error}")


main()
