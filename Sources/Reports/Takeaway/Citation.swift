import Foundation
import Periods
import Record
import Wording

/// How to cite an answer: what it is, whose numbers they are, of which vintage, and when it was asked.
package struct Citation: Sendable {
  package enum Form: String, CaseIterable, Sendable {
    case text, bibtex, csl
  }

  let origin: AnswerOrigin
  /// The day of the question.
  let asked: Day

  package init(_ origin: AnswerOrigin, asked: Day) {
    self.origin = origin
    self.asked = asked
  }

  package func written(_ form: Form) throws -> String {
    switch form {
    case .text: text + "\n"
    case .bibtex: bibTeX
    case .csl: String(decoding: try csl(), as: UTF8.self)
    }
  }

  var language: Language { origin.language }

  /// Who answers for the numbers: the publishers of counts, Trocha for what it computed.
  var authors: [String] {
    origin.maker == .trocha || origin.publishers.isEmpty ? ["Trocha"] : origin.publishers
  }

  /// When the release came out that the answer rests on; for what Trocha computed, the day it did.
  var issued: Day? { origin.maker == .trocha ? asked : origin.newestPublication }

  /// The vintage and the age, in one line.
  var vintage: String {
    [origin.vintageLine, origin.newestLine].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The publication's address, where all sources share one.
  var address: String? {
    let addresses = Set(origin.sources.map(\.url).filter { !$0.isEmpty })
    return addresses.count == 1 ? addresses.first : nil
  }

  /// Letters, digits and hyphens that name it among others.
  var key: String {
    let letters = origin.title.lowercased().folding(
      options: .diacriticInsensitive, locale: Locale(identifier: "en_US_POSIX"))
    let words = letters.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let name = words.prefix(8).joined(separator: "-")
    return "trocha-\(name.prefix(60))-\(origin.asOf ?? asked)"
  }

  // MARK: As text

  /// A paragraph in the manner of the APA.
  package var text: String {
    let who = language.list(authors)
    let year = issued.map { " (\($0.year))" } ?? ""
    var parts = ["\(who)\(year). \(origin.title).", vintage]
    let described = origin.sources.map(described)
    if !described.isEmpty {
      parts.append(
        (described.count == 1
          ? language("From: ", "De: ") : language("From the sources: ", "De las fuentes: "))
          + described.joined(separator: "; ") + ".")
    }
    let day = language.day(asked)
    parts.append(
      language(
        "Asked on \(day) with Trocha \(origin.version): \(origin.command)",
        "Consultado el \(day) con Trocha \(origin.version): \(origin.command)"))
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func described(_ source: SourceReport) -> String {
    let published = language.day(source.published)
    return "\(source.publisher), \(source.title)"
      + language(", published \(published)", ", publicado el \(published)")
      + (source.url.isEmpty ? "" : ", \(source.url)")
      + " [\(source.id)]"
  }
}
