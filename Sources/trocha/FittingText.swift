import FleeFitting
import Wording

/// A calibration of FLEE's settings on the terminal: first how it does on conflicts left out.
struct FittingText {
  let report: FittingReport

  init(_ report: FittingReport) {
    self.report = report
  }

  var text: String {
    var text = ""
    if let headline = report.headline {
      text +=
        Terminal.bold("Each conflict with settings found on the others") + "\n"
        + table(report.leftOut)
          + """
          In the mean: \(share(headline.ensemble.elsewhere)) of the people counted are elsewhere than \
          simulated (published settings: \(share(headline.published.elsewhere))); as FLEE computes the error, \
          \(number(headline.ensemble.asFLEE)) (\(number(headline.published.asFLEE))). Better by FLEE's error \
          on \(headline.better) of \(headline.of), no more people elsewhere on \(headline.noWorseElsewhere). \
          Bands of 80 % hold \(share(headline.in80)) of the camps' daily counts, bands of 95 % \
          \(share(headline.in95)).

          """
    }
    if !report.fitted.isEmpty {
      text +=
        "\n" + Terminal.bold("The same conflicts with settings found on all of them") + "\n"
        + table(report.fitted)
    }
    if let best = report.ensemble.first {
      text += "\nBest settings, also in settings.yml:\n"
      for setting in report.settings {
        text += "  \(setting.setting): \(number(best.values[setting.setting] ?? .nan))\n"
      }
    }
    return text
  }

  private func table(_ scores: [HeldOutScore]) -> String {
    var table = TextTable([
      ("Conflict", .left), ("elsewhere: published", .right), ("best", .right),
      ("ensemble", .right), ("FLEE's error: published", .right), ("best", .right),
      ("ensemble", .right), ("in 80 %", .right), ("in 95 %", .right),
    ])
    for score in scores {
      table.add([
        score.conflict, number(score.published.elsewhere), number(score.best.elsewhere),
        number(score.ensemble.elsewhere), number(score.published.asFLEE),
        number(score.best.asFLEE), number(score.ensemble.asFLEE), share(score.in80),
        share(score.in95),
      ])
    }
    return table.text()
  }

  private func number(_ value: Double) -> String {
    Language.english.number(value, decimals: abs(value) < 0.1 && value != 0 ? 5 : 3)
  }
  private func share(_ value: Double) -> String {
    Language.english.number(100 * value, decimals: 0) + " %"
  }
}
