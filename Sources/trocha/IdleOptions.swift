import Wording

/// A command some of whose options matter in one of its uses only: given in another they would change nothing, which
/// nobody would see in the answer.
protocol OptionsByUse {
  /// Options that change nothing in this use of the command, by name, each with the reason.
  var idle: [String: Localized] { get }
}

enum IdleOptions {
  /// What is wrong with the words of a command line; `nil` where nothing is.
  static func fault(_ words: [String], of command: Any, _ language: Language) -> String? {
    guard let idle = (command as? any OptionsByUse)?.idle else { return nil }
    let given = Set(
      words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
        .map { String($0.dropFirst(2).prefix { $0 != "=" }) })
    let faults = given.sorted().compactMap { name in
      idle[name].map { reason in
        language(
          "--\(name): leave it out, it would change nothing \(reason.en).",
          "--\(name): quítela, no cambiaría nada \(reason.es).")
      }
    }
    return faults.isEmpty ? nil : faults.joined(separator: "\n")
  }
}

extension BacktestCommand: OptionsByUse {
  var idle: [String: Localized] {
    let beside = Localized("beside --model corridor", "junto a --model corridor")
    let without = Localized("without --model corridor", "sin --model corridor")
    if model == .corridor {
      return Dictionary(
        uniqueKeysWithValues: Self.ofSeries.map { ($0, beside) })
    }
    return Dictionary(uniqueKeysWithValues: Self.ofCorridor.map { ($0, without) })
  }

  private static let ofSeries = [
    "horizons", "method", "every", "nowcast", "list", "html", "years",
  ]
  private static let ofCorridor = ["corridor", "runs", "members", "install", "threads"]
}
