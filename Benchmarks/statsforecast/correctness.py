"""Trocha's models against statsforecast and statsmodels on the series of references.py: models of one form
in both, and what each chooses.

Usage: correctness.py
"""

import json
import subprocess
import warnings

import numpy as np
from statsforecast import arima as sf_arima
from statsforecast import ets as sf_ets
from statsforecast import theta as sf_theta

import record
import references


def ours(series):
    text = json.dumps([
        {"name": name, "values": values, "orders": references.ORDERS}
        for name, values in series.items()])
    answer = subprocess.run(
        [record.MEASURE, "fit"], input=text, check=True, capture_output=True, text=True).stdout
    return json.loads(answer)


def short(form):
    return form.removeprefix("ETS(").removesuffix(")").replace(",", "")


def ets_at(values, fit):
    """statsforecast's log-likelihood and forecasts at our parameters."""
    y = np.asarray(values, float)
    error, trend, season = references.split(short(fit["form"]))
    state = [fit["level"]] + ([fit["slope"]] if trend != "N" else []) + fit["season"][::-1]
    damped = trend == "Ad"
    m = 12 if season != "N" else 1
    _, _, states, likelihood = sf_ets.pegelsresid_C(
        y, m, np.array(state), error, trend[0], season, damped, fit["alpha"], fit["beta"],
        fit["gamma"], fit["phi"], 3)
    ahead = np.empty(12)
    sf_ets.etsforecast(
        states[-1], m, sf_ets.switch(trend[0]), sf_ets.switch(season),
        fit["phi"] if damped else 1.0, 12, ahead)
    # Damped trends of more than a month go on by φ + φ + φ² … there.
    return references.whole_likelihood(-0.5 * likelihood, len(y)), ahead[:1 if damped else 12]


def arima_at(values, fit, order):
    """statsmodels' log-likelihood at our coefficients."""
    model, scale = references.sarimax(values, order)
    constant = [fit["constant"] * (12 if order[4] else 1) / scale] if order[6] else []
    at = constant + fit["ar"] + fit["ma"] + fit["seasonalAR"] + fit["seasonalMA"]
    return float(model.loglike(np.array(at))) - model.nobs * np.log(scale)


def part(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    return float(np.max(np.abs(a - b) / np.maximum(1, np.abs(b))))


def line(title, numbers):
    numbers = np.array(numbers)
    print(f"{title:66} {len(numbers):5} {numbers.min():11.2g} {np.median(numbers):11.2g} "
          f"{numbers.max():11.2g}")


def main():
    series = references.series()
    fits = ours(series)
    at = {key: [] for key in ("ets", "ets ahead", "arima")}
    top = {key: [] for key in (
        "ets", "ets season", "theta", "arima", "arima peer", "alpha", "ets ahead", "theta ahead",
        "arima coefficients", "arima ahead")}
    same = {"ets": [], "theta": [], "arima": []}
    aicc = {"ets": [], "arima": []}
    chosen = {"ets": [], "theta": [], "arima": []}
    for (name, values), fit in zip(series.items(), fits):
        y = np.asarray(values, float)
        for own in fit["ets"]:
            likelihood, ahead = ets_at(values, own)
            at["ets"].append(own["logLikelihood"] - likelihood)
            at["ets ahead"].append(part(own["months"]["mean"][:len(ahead)], ahead))
            form = short(own["form"])
            peer = references.ets(values, form) if form in references.FORMS else None
            if peer and peer["beta"] <= peer["alpha"] and peer["gamma"] <= 1 - peer["alpha"]:
                key = "ets" if form[-1] == "N" else "ets season"
                top[key].append(own["logLikelihood"] - peer["logLikelihood"])
                if form == "ANN":
                    top["alpha"].append(own["alpha"] - peer["alpha"])
                    top["ets ahead"].append(part(own["months"]["mean"], peer["mean"]))
        for own in fit["theta"]:
            peer = references.theta(values, own["kind"])
            top["theta"].append(own["squares"] / peer["squares"] - 1)
            if own["kind"] in ("STM", "DSTM"):
                top["theta ahead"].append(part(own["months"]["mean"], peer["mean"]))
        for own, order in zip(fit["arima"], references.ORDERS):
            at["arima"].append(own["logLikelihood"] - arima_at(values, own, order))
            peer = references.arima(values, order)
            if peer:
                gain = own["logLikelihood"] - peer["logLikelihood"]
                top["arima"].append(gain)
                if abs(gain) < 0.001:
                    names = ("ar", "ma", "seasonalAR", "seasonalMA")
                    pairs = [abs(a - b) for key in names for a, b in zip(own[key], peer[key])]
                    top["arima coefficients"].append(max(pairs))
                    top["arima ahead"].append(part(own["months"]["mean"], peer["mean"]))
            if order[1] + order[4] == 0:
                likelihood = references.sf_arima_likelihood(values, order)
                if likelihood is not None and np.isfinite(likelihood):
                    top["arima peer"].append(own["logLikelihood"] - likelihood)
        peer = sf_ets.ets_f(y, m=12)
        form = "".join([*peer["components"][:2], "d" * (peer["components"][3] == "D"),
                        peer["components"][2]])
        same["ets"].append(form == short(fit["chosenForm"]))
        best = min(fit["ets"], key=lambda own: own["aicc"])
        n = len(y)
        aicc["ets"].append(best["aicc"] - (peer["aicc"] + n * (np.log(2 * np.pi / n) + 1)))
        chosen["ets"].append(part(best["months"]["mean"], sf_ets.forecast_ets(peer, 12)["mean"]))
        peer = sf_theta.auto_theta(y, m=12)
        same["theta"].append(peer["modeltype"] == fit["chosenKind"])
        own = next(own for own in fit["theta"] if own["kind"] == fit["chosenKind"])
        chosen["theta"].append(
            part(own["months"]["mean"], sf_theta.forecast_theta(peer, 12)["mean"]))
        peer = sf_arima.auto_arima_f(y, period=12)
        own = fit["chosenARIMA"]
        p, q, sp, sq, _, d, sd = peer["arma"]
        constant = any(key in peer["coef"] for key in ("drift", "intercept"))
        order = f"ARIMA({p},{d},{q})({sp},{sd},{sq})" + "+c" * constant
        same["arima"].append(order == own["order"])
        if (d, sd) == tuple(int(own["order"].split(")")[k].split(",")[1]) for k in (0, 1)):
            aicc["arima"].append(own["aicc"] - peer["aicc"])
        chosen["arima"].append(
            part(own["months"]["mean"], sf_arima.forecast_arima(peer, 12)["mean"]))
    print(f"{len(series)} series")
    print(f"{'':66} {'n':>5} {'least':>11} {'median':>11} {'most':>11}")
    line("ETS: log-likelihood less statsforecast's at our parameters", at["ets"])
    line("ETS: forecasts off statsforecast's at our parameters, part", at["ets ahead"])
    line("ETS without season: highest log-likelihood less statsforecast's", top["ets"])
    line("ETS with season: the same", top["ets season"])
    line("ETS(A,N,N): alpha less statsforecast's", top["alpha"])
    line("ETS(A,N,N): forecasts off statsforecast's, part", top["ets ahead"])
    line("theta: least squares over statsforecast's, less one", top["theta"])
    line("theta STM, DSTM: forecasts off statsforecast's, part", top["theta ahead"])
    line("ARIMA: log-likelihood less statsmodels' at our coefficients", at["arima"])
    line("ARIMA: highest log-likelihood less statsmodels'", top["arima"])
    line("ARIMA at the same maximum: coefficients off statsmodels'", top["arima coefficients"])
    line("ARIMA at the same maximum: forecasts off statsmodels', part", top["arima ahead"])
    line("ARIMA, d = D = 0: highest log-likelihood less statsforecast's", top["arima peer"])
    for model in ("ets", "theta", "arima"):
        print(f"automatic {model}: the same choice in {sum(same[model])} of {len(same[model])}")
        line("  forecasts off statsforecast's, part", chosen[model])
        if model in aicc and aicc[model]:
            line("  AICc less statsforecast's (ARIMA: the same differences)", aicc[model])


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main()
