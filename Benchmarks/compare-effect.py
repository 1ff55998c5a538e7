#!/usr/bin/env python3
"""Holds `trocha effect` against pysyncon, statsmodels and an implementation of CausalImpact.

Usage: compare-effect.py TROCHA [REFERENCE.json]

Every case is estimated by Trocha; its panel is read from Trocha's record, and the same panel is given to
the others in the same run. With a second argument the panels and what the others make of them are
written there, for the tests.
"""
import csv
import importlib.metadata
import io
import json
import os
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
VENEZUELANS = "usbp-southwest-venezuelans"
TABLE = "measure=encounters place=us-southwest-border component=usbp nationality="
CASES = [
    ("2023-10-05", "log"), ("2023-10-05", "scaled"), ("2023-10-05", "levels"),
    ("2022-10-12", "log"), ("2022-10-12", "scaled"), ("2022-10-12", "levels"),
]


def trocha(*words):
    return subprocess.run([sys.argv[1], *words], check=True, capture_output=True, text=True).stdout


def series(nationality, months):
    rows = csv.DictReader(io.StringIO(trocha("record", "show", TABLE + nationality, "--csv")))
    values = {row["period"]: float(row["value"]) for row in rows if row["value"]}
    return [values[month] for month in months]


def common(values, fit, scale):
    """A series on the scale of the comparison, and the way back to counts."""
    values = np.array(values)
    if scale == "log":
        logs = np.log1p(values)
        mean = logs[:fit].mean()
        return logs - mean, lambda x: np.expm1(x + mean)
    if scale == "scaled":
        mean = values[:fit].mean()
        return values / mean, lambda x: x * mean
    return values, lambda x: x


def augmented(panel, fit, penalty):
    """pysyncon's AugSynth on a panel whose first column is the treated one."""
    from pysyncon import AugSynth, Dataprep
    long = panel.reset_index(names="time").melt("time", var_name="unit", value_name="y")
    prep = Dataprep(
        foo=long, predictors=[], predictors_op="mean", dependent="y", unit_variable="unit",
        time_variable="time", treatment_identifier=panel.columns[0],
        controls_identifier=list(panel.columns[1:]), time_predictors_prior=range(fit),
        time_optimize_ssr=range(fit))
    model = AugSynth()
    model.fit(prep, lambda_=penalty, use_covariates=False)
    return np.asarray(model.W, dtype=float), float(model.lambda_)


def structural(y, x, fit):
    """statsmodels' local level with a diffuse first level; the best of several starts."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents
    model = UnobservedComponents(
        y[:fit], level="llevel", exog=x[:fit] if x.shape[1] else None, use_exact_diffuse=True)
    variance = max(np.var(np.diff(y[:fit])), 1e-8)
    best = None
    for share in (0.01, 0.3, 0.7, 0.99):
        start = [variance * (1 - share), variance * share] + [0.0] * x.shape[1]
        for method in ("lbfgs", "nm"):
            result = model.fit(start, method=method, maxiter=20000, disp=0)
            if best is None or result.llf > best.llf:
                best = result
    ahead = best.get_forecast(len(y) - fit, exog=x[fit:] if x.shape[1] else None)
    return best, ahead


def causal_impact(y, x, fit, level_sd):
    """Counterfactual and its 95 % band by tfcausalimpact's local level, by variational inference.

    Its prior has the level all but stand still (a standard deviation of 0.01 of the series' own a month)
    unless `level_sd` says otherwise; 0.4 is near what the likelihood makes of Venezuelans.
    """
    import tensorflow as tf
    from causalimpact import CausalImpact
    tf.get_logger().setLevel("ERROR")
    tf.random.set_seed(1)
    data = pd.DataFrame(np.column_stack([y, x]))
    data.columns = ["y"] + [f"x{i}" for i in range(x.shape[1])]
    impact = CausalImpact(
        data, [0, fit - 1], [fit, len(y) - 1],
        model_args={"fit_method": "vi", "prior_level_sd": level_sd})
    rows = impact.inferences.iloc[fit:]
    return [rows[f"complete_preds_{c}"].to_numpy(dtype=float) for c in ("means", "lower", "upper")]


def compare(on, scale):
    from pysyncon import Synth
    answer = json.loads(
        trocha("effect", VENEZUELANS, "--on", on, "--scale", scale, "--json"))
    methods = {m["method"]: m for m in answer["methods"]}
    months = [p["month"] for p in methods["synthetic-control"]["path"]]
    fit = methods["synthetic-control"]["fit"]["months"]
    labels = [d["label"] for d in answer["donors"] if d["used"]]
    raw = {label: series(label, months) for label in ["VEN"] + labels}
    scaled = {label: common(values, fit, scale) for label, values in raw.items()}
    treated, back = scaled["VEN"]
    donors = np.column_stack([scaled[label][0] for label in labels])
    case = {"on": on, "scale": scale, "months": months, "fit": fit, "labels": labels,
            "treated": raw["VEN"], "donors": [raw[label] for label in labels]}

    def own_weights(method):
        given = {w["donor"]: w["weight"] for w in methods[method]["weights"]}
        return np.array([given.get(label, 0.0) for label in labels])

    def effects(weights):
        return np.array(raw["VEN"])[fit:] - back(donors[fit:] @ weights)

    def own_effects(method):
        return np.array([m["effect"] for m in methods[method]["months"]])

    def loss(weights):
        return float(((treated[:fit] - donors[:fit] @ weights) ** 2).sum())

    size = np.array(raw["VEN"])[fit:].mean()
    weights, _ = Synth.w_optimize(
        np.eye(fit), donors[:fit], treated[:fit], qp_options={"maxiter": 5000, "ftol": 1e-14})
    own = methods["synthetic-control"]["parameters"]["objective"]
    difference = np.abs(weights - own_weights("synthetic-control")).max()
    print(f"{on} {scale:7} synthetic control: objective {own:.9g}, pysyncon {loss(weights):.9g}; "
          f"weights differ by {difference:.1e}, effects by "
          f"{np.abs(effects(weights) - own_effects('synthetic-control')).max() / size:.1e} of the mean"
          + ("; pysyncon stopped above the smallest objective"
             if loss(weights) > own * (1 + 1e-6) else ""))
    case["synthetic"] = {"weights": weights.tolist(), "objective": loss(weights),
                         "effects": effects(weights).tolist()}

    penalty = methods["augmented-synthetic-control"]["parameters"]["lambda"]
    panel = pd.DataFrame(np.column_stack([treated, donors]), columns=["VEN"] + labels)
    weights, _ = augmented(panel, fit, penalty)
    _, chosen = augmented(panel, fit, None)
    print(f"{'':18} ridge-augmented: λ {penalty:.4g}, pysyncon {chosen:.4g}; at the same λ weights "
          f"differ by {np.abs(weights - own_weights('augmented-synthetic-control')).max():.1e}, effects by "
          f"{np.abs(effects(weights) - own_effects('augmented-synthetic-control')).max() / size:.1e}")
    case["augmented"] = {"lambda": penalty, "weights": weights.tolist(),
                         "chosen": chosen, "effects": effects(weights).tolist()}

    method = methods["interrupted-time-series"]
    chosen = [w["donor"] for w in method["weights"]]
    lift = np.log1p if scale == "log" else np.array
    y = lift(np.array(raw["VEN"]))
    steps = [months.index(month) for month in method["shifts"]]
    columns = [lift(np.array(raw[c])) for c in chosen]
    columns += [(np.arange(len(y)) >= step).astype(float) for step in steps]
    x = np.column_stack(columns) if columns else np.empty((len(y), 0))
    # In counts the optimisers of statsmodels need numbers near one.
    unit = 1.0 if scale == "log" else float(np.std(y[:fit]))
    units = [1.0 if scale == "log" else float(np.std(x[:fit, i])) for i in range(x.shape[1])]
    best, ahead = structural(y / unit, x / np.array(units), fit)
    shift = -(fit - 1) * np.log(unit)  # the likelihood of the series in its own units
    parameters = method["parameters"]
    down = np.expm1 if scale == "log" else np.array
    means = down(ahead.predicted_mean * unit)
    ours = np.array([m["counterfactual"] for m in method["months"]])
    print(f"{'':18} local level on {', '.join(chosen + method['shifts']) or 'nothing'}: log-likelihood "
          f"{parameters['log_likelihood']:.5f}, statsmodels {best.llf + shift:.5f}; variances "
          f"{parameters['variance_of_observation']:.4g} and {parameters['variance_of_level']:.4g}, "
          f"{best.params[0] * unit**2:.4g} and {best.params[1] * unit**2:.4g}; forecasts differ by "
          f"{np.abs(np.maximum(means, 0) - ours).max() / size:.1e} of the mean")
    case["structural"] = {
        "covariates": [labels.index(c) for c in chosen]
        + [len(labels) + i for i in range(len(steps))],
        "steps": steps, "logLikelihood": best.llf + shift,
        "varianceOfObservation": best.params[0] * unit**2,
        "varianceOfLevel": best.params[1] * unit**2,
        "coefficients": [b * unit / u for b, u in zip(best.params[2:], units)],
        "forecasts": (ahead.predicted_mean * unit).tolist(),
        "variances": (np.asarray(ahead.var_pred_mean) * unit**2).tolist()}
    def shown(rows):
        return ", ".join(f"{a:.0f} ({b:.0f} … {c:.0f})" for a, b, c in rows)

    try:
        print(f"{'':18} counterfactuals with 95 %: ours "
              + shown((m["counterfactual"], m["actual"] - m["high"], m["actual"] - m["low"])
                      for m in method["months"]))
        for prior in (0.4, 0.01):
            bands = causal_impact(y, x, fit, prior)
            print(f"{'':18} tfcausalimpact, level's prior {prior}: "
                  + shown((down(a), down(b), down(c)) for a, b, c in zip(*bands)))
    except Exception as error:  # it is large, and may be left out
        print(f"{'':18} CausalImpact did not run: {type(error).__name__}: {error}")
    return case


def main():
    names = ["pysyncon", "statsmodels", "numpy", "scipy", "pandas", "tfcausalimpact"]
    versions = {}
    for name in names:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = None
    print(", ".join(f"{k} {v}" for k, v in versions.items()))
    cases = [compare(on, scale) for on, scale in CASES]
    if len(sys.argv) > 2:
        made = "Benchmarks/compare-effect.sh --write"
        with open(sys.argv[2], "w") as file:
            json.dump({"madeBy": made, "versions": versions, "cases": cases}, file, indent=1)
            file.write("\n")


main()
