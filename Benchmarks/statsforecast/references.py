"""What statsforecast and statsmodels find for models of a given form.

Usage: references.py OUT    writes the fixtures of Tests/ForecastingTests/Models to the folder OUT
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import scipy
import statsforecast
import statsmodels
from statsforecast import arima as sf_arima
from statsforecast import ets as sf_ets
from statsforecast import theta as sf_theta
from statsmodels.tsa.statespace.sarimax import SARIMAX

import record
import simulated

FORMS = ["ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN", "ANA", "AAA", "MNM"]
KINDS = ["STM", "OTM", "DSTM", "DOTM"]
# p, d, q, P, D, Q, constant
ORDERS = [
    [1, 0, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 0, 1], [1, 0, 1, 0, 0, 0, 1], [0, 1, 1, 0, 0, 0, 0],
    [1, 1, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0, 1], [1, 0, 0, 1, 0, 0, 1], [0, 1, 1, 0, 1, 1, 0],
    [0, 2, 1, 0, 0, 0, 0],
]
MONTHS = 12


def split(form):
    return form[0], form[1:-1], form[-1]


def whole_likelihood(value, n):
    """statsforecast leaves the constants of the Gaussian likelihood out."""
    return value - n / 2 * (np.log(2 * np.pi / n) + 1)


def ets(values, form):
    """statsforecast's fit: its parameters, the whole log-likelihood, forecasts; None when it refuses."""
    y, n = np.asarray(values, float), len(values)
    error, trend, season = split(form)
    try:
        fit = sf_ets.ets_f(y, m=12, model=error + trend[0] + season, damped=trend == "Ad")
    except (ValueError, NotImplementedError):
        return None
    if not np.isfinite(fit["aicc"]):
        return None
    alpha, beta, gamma, phi = np.nan_to_num(fit["par"][:4])
    states = list(fit["par"][4:])
    slope = states[1] if trend != "N" else 0.0
    # statsforecast holds the season backwards.
    parts = states[1 + (trend != "N"):][::-1]
    return {
        "form": form, "alpha": alpha, "beta": beta, "gamma": gamma,
        "phi": phi if trend == "Ad" else 1.0, "level": states[0], "slope": slope, "season": parts,
        "logLikelihood": whole_likelihood(fit["loglik"], n), "parameters": int(fit["n_params"]),
        "variance": fit["sigma2"], "mean": list(sf_ets.forecast_ets(fit, h=MONTHS)["mean"]),
    }


def theta(values, kind):
    y = np.asarray(values, float)
    fit = sf_theta.auto_theta(y, m=12, model=kind)
    season = fit["seas_forecast"]["mean"] if fit.get("decompose") else []
    skipped = deseasonalised_residuals(fit)[3:]
    return {
        "kind": kind, "alpha": fit["par"]["alpha"], "theta": fit["par"]["theta"],
        "level": fit["par"]["initial_smoothed"], "season": list(season),
        "squares": float((skipped ** 2).sum()),
        "mean": list(sf_theta.forecast_theta(fit, h=MONTHS)["mean"]),
    }


def deseasonalised_residuals(fit):
    if not fit.get("decompose"):
        return fit["residuals"]
    n = fit["n"]
    # What the next year's season is, is that of the last twelve months.
    season = np.asarray(fit["seas_forecast"]["mean"])
    season = np.roll(season, n % 12)[np.arange(n) % 12]
    if fit["decomposition_type"] == "multiplicative":
        return fit["residuals"] / season
    return fit["residuals"] - season


def differenced(values, d, seasonal):
    z = np.asarray(values, float)
    if seasonal:
        z = z[12:] - z[:-12]
    return np.diff(z, d) if d else z


def sarimax(values, order):
    """statsmodels' exact likelihood of the differenced series; a mean or drift as a regressor."""
    p, d, q, sp, sd, sq, constant = order
    z = differenced(values, d, sd)
    scale = np.sqrt(np.mean(z ** 2)) or 1.0
    # On a scale of one, where the search of statsmodels does best.
    return SARIMAX(
        z / scale, exog=np.ones(len(z)) if constant else None, order=(p, 0, q),
        seasonal_order=(sp, 0, sq, 12 if sp + sq else 0), trend="n", concentrate_scale=True), scale


def arima(values, order):
    p, d, q, sp, sd, sq, constant = order
    model, scale = sarimax(values, order)
    try:
        fits = [model.fit(disp=0, maxiter=500, method=method) for method in ("lbfgs", "bfgs")]
    except (ValueError, np.linalg.LinAlgError):
        return None
    fit = max(fits, key=lambda fit: fit.llf)
    n = len(differenced(values, d, sd))
    coefficients = list(fit.params[constant:])
    future = fit.get_forecast(MONTHS, exog=np.ones(MONTHS) if constant else None)
    ahead, known = [], list(values)
    weights = np.atleast_1d(np.poly([1.0] * d))
    if sd:
        weights = np.polymul(weights, [1] + [0] * 11 + [-1])
    for step in future.predicted_mean * scale:
        ahead.append(float(step - np.dot(weights[1:], known[::-1][:len(weights) - 1])))
        known.append(ahead[-1])
    return {
        "order": order, "ar": coefficients[:p], "ma": coefficients[p:p + q],
        "seasonalAR": coefficients[p + q:p + q + sp], "seasonalMA": coefficients[p + q + sp:],
        "mean": ahead, "logLikelihood": float(fit.llf - n * np.log(scale)),
        "constant": float(fit.params[0]) * scale / (12 if sd else 1) if constant else 0.0,
        # Of the errors, with the number of values and not of degrees of freedom below.
        "variances": list(np.asarray(future.var_pred_mean) * scale ** 2) if d + sd == 0 else [],
        "scale": float(fit.scale) * scale ** 2,
    }


def sf_arima_likelihood(values, order):
    """The log-likelihood that statsforecast reports, and its coefficients; None when it refuses."""
    p, d, q, sp, sd, sq, constant = order
    try:
        fit = sf_arima.Arima(
            np.asarray(values, float), order=(p, d, q),
            seasonal={"order": (sp, sd, sq), "period": 12}, include_constant=bool(constant),
            method="CSS-ML")
    except (ValueError, IndexError, np.linalg.LinAlgError):
        return None
    return float(fit["loglik"])


def series():
    """Twenty-four of the record and of those simulated."""
    found = {name: record.series(name)[1] for name in record.BACKTEST[:8] + record.BACKTEST[-6:-2]}
    return found | simulated.all_series()


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [rounded(part) for part in value]
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.12g}")
    return int(value) if isinstance(value, np.integer) else value


def main(out):
    answer = []
    for name, values in series().items():
        answer.append({
            "name": name, "values": values,
            "ets": [found for form in FORMS if (found := ets(values, form))],
            "theta": [theta(values, kind) for kind in KINDS],
            "arima": [found for order in ORDERS if (found := arima(values, order))],
        })
        print(name, file=sys.stderr, flush=True)
    versions = {
        "command": "Benchmarks/compare-statsforecast.sh references",
        "statsforecast": statsforecast.__version__, "statsmodels": statsmodels.__version__,
        "scipy": scipy.__version__, "numpy": np.__version__,
    }
    path = pathlib.Path(out) / "references.json"
    body = ",\n".join(json.dumps(rounded(one), ensure_ascii=False) for one in answer)
    path.write_text(
        f'{{"made": {json.dumps(versions)},\n"series": [\n{body}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(sys.argv[1])
