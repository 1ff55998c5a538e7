import Periods
import Record
import Wording

/// The verdicts as ClaimReview in JSON-LD (https://schema.org/ClaimReview), for those who publish
/// fact checks. Only claims with a verdict of the record are reviewed.
package struct ClaimReviews: Encodable, Sendable {
  private let report: ClaimReport
  /// Who publishes the review.
  private let publisher: String
  /// Address of the review; empty when it has none yet.
  private let url: String

  package init(_ report: ClaimReport, publisher: String, url: String = "") {
    self.report = report
    self.publisher = publisher
    self.url = url
  }

  private struct Document: Encodable {
    var context = "https://schema.org"
    var graph: [Review]

    enum CodingKeys: String, CodingKey {
      case context = "@context"
      case graph = "@graph"
    }
  }

  private struct Review: Encodable {
    var type = "ClaimReview"
    var claimReviewed: String
    var datePublished: String?
    var author: Thing
    var itemReviewed: Claim
    var reviewRating: Rating
    var reviewBody: String
    var url: String?
    var inLanguage: String
    var isBasedOn: [String]?

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case claimReviewed, datePublished, author, itemReviewed, reviewRating, reviewBody, url,
        inLanguage
      case isBasedOn
    }
  }

  private struct Thing: Encodable {
    var type: String
    var name: String

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name
    }
  }

  private struct Claim: Encodable {
    var type = "Claim"
    var text: String
    var datePublished: String
    var author: Thing?

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case text, datePublished, author
    }
  }

  private struct Rating: Encodable {
    var type = "Rating"
    var ratingValue: Int
    var worstRating = 1
    var bestRating = 5
    var alternateName: String

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case ratingValue, worstRating, bestRating, alternateName
    }
  }

  package func encode(to encoder: any Encoder) throws {
    try Document(graph: report.claims.compactMap(review)).encode(to: encoder)
  }

  private func review(_ claim: CheckedClaim) -> Review? {
    guard let rating = ClaimReviews.rating(claim.verdict) else { return nil }
    let sentence = report.sentence(around: claim)
    return Review(
      claimReviewed: sentence, author: Thing(type: "Organization", name: publisher),
      itemReviewed: Claim(
        text: claim.text, datePublished: "\(report.date)",
        author: claim.attributedTo.map { Thing(type: "Person", name: $0) }),
      reviewRating: Rating(
        ratingValue: rating, alternateName: verdict(claim)),
      reviewBody: body(claim), url: url.isEmpty ? nil : url,
      inLanguage: report.language.rawValue,
      isBasedOn: claim.source.flatMap { $0.url.isEmpty ? nil : [$0.url] })
  }

  /// "off, of the reading that The Daily chose".
  private func verdict(_ claim: CheckedClaim) -> String {
    let words = claim.verdict.words(report.language)
    guard claim.isChosen else { return words }
    return words
      + report.language(
        ", of the reading that \(publisher) chose", ", según la lectura que eligió \(publisher)")
  }

  /// Of a reading that was chosen: which, and what the record says; the reader who chose it is named by
  /// name.
  private func body(_ claim: CheckedClaim) -> String {
    guard claim.isChosen else { return claim.explanation }
    let language = report.language
    let reading = claim.chosenReading(language) ?? ""
    return language(
      "Reading chosen by \(publisher): \(reading). ",
      "Lectura elegida por \(publisher): \(reading). ") + (claim.sentence ?? "")
  }

  /// 5 is true, 1 is false; what cannot be checked has no rating.
  static func rating(_ verdict: Verdict) -> Int? {
    switch verdict {
    case .supported: 5
    case .rounded, .revised: 4
    case .slip: 2
    case .off: 1
    case .uncheckable, .notAClaim: nil
    }
  }
}

extension ClaimReport {
  /// The line of the text that a claim stands in, up to the marks that end sentences.
  package func sentence(around claim: CheckedClaim) -> String {
    let bytes = article.bytes
    let reach = 600
    var start = claim.bytes.lowerBound
    while start > 0, claim.bytes.lowerBound - start < reach, !ends(bytes, at: start - 1) {
      start -= 1
    }
    var end = claim.bytes.upperBound
    while end < bytes.count, end - claim.bytes.upperBound < reach {
      end += 1
      if ends(bytes, at: end - 1) { break }
    }
    return Markup.plain(article.text(start..<end)).trimmed
  }

  private func ends(_ bytes: [UInt8], at index: Int) -> Bool {
    if bytes[index] == Ascii.newline { return true }
    guard [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[index]) else {
      return false
    }
    return index + 1 == bytes.count || Ascii.isSpace(bytes[index + 1])
  }
}
