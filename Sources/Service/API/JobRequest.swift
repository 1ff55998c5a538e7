import Foundation
import HTTPTypes
import Periods
import Reports

/// A simulation as it is asked for.
struct JobRequest: Decodable {
  var name: String?
  var scenarios: [String]
  var drafts: [String: String]?
  var runs: Int?
  var seed: UInt64?
  var asOf: Day?
  var from: Period?
  var through: Period?
  var prior: Bool?

  private static func fault(_ detail: String) -> Problem {
    Problem(.unprocessableContent, "body", "The request is not understood", detail)
  }

  var shownName: String {
    let text = (name ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? scenarios.joined(separator: ", ") : String(text.prefix(120))
  }

  /// The question, within what one request may ask of the machine.
  func question() throws(Problem) -> WhatIfQuestion {
    let drafts = drafts ?? [:]
    let runs = runs ?? 200
    guard (1...12).contains(scenarios.count), Set(scenarios).count == scenarios.count else {
      throw JobRequest.fault("Expected 1 to 12 scenarios, each once.")
    }
    // A name, never a path: scenario files are read from the corridor's folder alone.
    for name in scenarios + drafts.keys
    where name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]{0,63}/) == nil {
      throw JobRequest.fault(
        "A scenario's name has letters, digits and hyphens; found \"\(name.prefix(100))\".")
    }
    guard drafts.count <= 12, drafts.values.allSatisfy({ $0.utf8.count <= 1 << 16 }) else {
      throw JobRequest.fault("Expected at most 12 drafts of at most 64 KiB.")
    }
    guard (1...2_000).contains(runs) else {
      throw JobRequest.fault("Expected 1 to 2,000 runs; found \(runs).")
    }
    for day in [asOf, from?.first, through?.last].compactMap(\.self)
    where !(1990...2040).contains(day.year) {
      throw JobRequest.fault("Expected days from 1990 to 2040; found \(day).")
    }
    var question = WhatIfQuestion(
      scenarios: scenarios, runs: runs, seed: seed ?? 1, asOf: asOf,
      from: from, through: through, prior: prior ?? false)
    question.drafts = drafts
    return question
  }
}
