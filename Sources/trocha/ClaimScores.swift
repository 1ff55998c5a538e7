import Claims
import Wording

/// Writes how the checker does on a labelled file.
struct ClaimScores {
  let path: String
  let json: Bool

  func write(_ check: ClaimCheck) throws {
    path.hasSuffix(".jsonl") ? try writePassages(check) : try writeSentences(check)
  }

  /// False accusations first: they are what does harm.
  private func writePassages(_ check: ClaimCheck) throws {
    let scores = PassageScores(try LabelledPassages(path: path), by: check)
    if json { return try printJSON(scores) }
    for failure in scores.failures {
      Output.write(
        "\(failure.passage): \"\(failure.words)\": labelled \(failure.labelled), \(failure.got)\n  \(failure.explanation)\n"
      )
    }
    var table = TextTable([
      ("Language", .left), ("False of accusations", .right), ("95 %", .right),
      ("Errors accused", .right), ("Right supported", .right), ("Fairly supported", .right),
      ("Same series and time", .right), ("Decidable", .right), ("Found", .right),
    ])
    for (name, tally) in scores.byLanguage.sorted(by: { $0.key < $1.key }) + [("all", scores.all)] {
      table.add(row(name, tally))
    }
    Output.write(table.text())
    var grounds = TextTable([("Rests on", .left), ("Accusations", .right), ("False", .right)])
    for (ground, accusations, falseOnes) in scores.byGround {
      grounds.add([ground.rawValue, "\(accusations)", "\(falseOnes)"])
    }
    Output.write("\n" + grounds.text())
  }

  private func row(_ name: String, _ tally: PassageScores.Tally) -> [String] {
    let percent = { (value: Double) in Language.english.percent(value) }
    let share = { (part: Int, whole: Int) in
      "\(part) of \(whole)" + (whole == 0 ? "" : " (\(percent(Double(part) / Double(whole))))")
    }
    let interval = tally.falseShare.map { "\(percent($0.low))–\(percent($0.high))" } ?? "–"
    return [
      name, share(tally.falseAccusations, tally.accusations), interval,
      share(tally.errorsAccused, tally.errors), share(tally.rightSupported, tally.right),
      share(tally.supportedFairly, tally.supported),
      share(tally.supportedBySame, tally.supported), "\(tally.couldHaveTold)",
      share(tally.found, tally.figures),
    ]
  }

  private func writeSentences(_ check: ClaimCheck) throws {
    let scores = LabelledScores(try LabelledSentences(path: path), by: check)
    if json { return try printJSON(scores) }
    for failure in scores.failures {
      Output.write(
        "line \(failure.line): \"\(failure.claim)\": \(failure.what)\n  \(failure.sentence)\n")
    }
    var table = TextTable([
      ("Kind", .left), ("Labelled", .right), ("Found", .right), ("Precision", .right),
      ("Recall", .right),
      ("Verdicts", .right), ("Right", .right), ("Periods", .right),
    ])
    let rows = scores.kinds.sorted { $0.key < $1.key } + [("all", scores.total)]
    for (kind, tally) in rows {
      let percent = { (value: Double) in Language.english.percent(value) }
      table.add([
        kind, "\(tally.labelled)", "\(tally.found)", percent(tally.precision),
        percent(tally.recall),
        "\(tally.verdicts)", percent(tally.accuracy), "\(tally.periodsRight) of \(tally.periods)",
      ])
    }
    Output.write(table.text())
  }
}
