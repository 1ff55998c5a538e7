import Foundation
import HTTPTypes
import Questions

/// A simulation as it is asked for: the inputs of a question beside a name and drafts of scenarios.
struct JobRequest {
  /// As its owner calls it.
  let name: String
  let question: WhatIfQuestion

  /// What is no input of the question.
  private struct Rest: Decodable {
    var name: String?
    var drafts: [String: String]?
  }

  /// Reads a body, within what one request may ask of the machine.
  ///
  /// - Throws: a `Problem` with everything that is wrong.
  init(_ body: Data) throws(Problem) {
    let rest: Rest
    do {
      rest = try JSONDecoder().decode(Rest.self, from: body)
    } catch {
      throw .body(Problem.words(for: error))
    }
    do {
      var question = try WhatIfQuestion(json: body, besides: ["name", "drafts"])
      question.drafts = rest.drafts ?? [:]
      self.question = question
    } catch {
      throw .body("\(error)")
    }
    let text = (rest.name ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    name = text.isEmpty ? question.scenarios.joined(separator: ", ") : String(text.prefix(120))
    try check()
  }

  /// Runs of a scenario in one request.
  static let mostRuns = 2_000

  /// Everything that is more than one request may ask, at once.
  private func check() throws(Problem) {
    let drafts = question.drafts
    var faults: [String] = []
    if !(1...12).contains(question.scenarios.count) { faults.append("Expected 1 to 12 scenarios.") }
    // A name, never a path: scenario files are read from the corridor's folder alone.
    for name in question.scenarios + drafts.keys.sorted()
    where name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]{0,63}/) == nil {
      faults.append(
        "A scenario's name has letters, digits and hyphens; found \"\(name.prefix(100))\".")
    }
    if drafts.count > 12 || drafts.values.contains(where: { $0.utf8.count > 1 << 16 }) {
      faults.append("Expected at most 12 drafts of at most 64 KiB.")
    }
    // Whole numbers up to here are exact in every reader of JSON (RFC 8259, 6).
    if question.seed >= 1 << 53 {
      faults.append(
        "seed: expected a whole number below 9007199254740992, found \"\(question.seed)\".")
    }
    if question.runs > JobRequest.mostRuns {
      faults.append(
        "runs: expected a whole number from 1 to \(JobRequest.mostRuns), found \"\(question.runs)\"."
      )
    }
    for day in [question.asOf, question.from?.first, question.through?.last].compactMap(\.self)
    where !(1990...2040).contains(day.year) {
      faults.append("Expected days from 1990 to 2040; found \(day).")
    }
    guard faults.isEmpty else { throw .body(faults.joined(separator: "\n")) }
  }
}
