import Claims
import Foundation
import Periods
import Record
import Testing

/// A measure and a port that nobody has heard of, taught by tables alone: docs/claims.md, "Teach it a
/// measure". The figures are those of `another-region/figures.csv`.
@Suite struct AnotherRegionTests {
  static let folder = ClaimsFixture.folder.appending(path: "another-region")

  static let check: Result<ClaimCheck, any Error> = Result {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "another-region-\(UUID().uuidString).sqlite").path(percentEncoded: false)
    let store = try RecordStore(
      path: path, figures: nil, vocabulary: [folder.appending(path: "vocabulary")])
    _ = try store.importFile(
      path: folder.appending(path: "figures.csv").path(percentEncoded: false))
    return try ClaimCheck(
      store: store, policies: nil, lexicons: [folder.appending(path: "lexicon")])
  }

  static func claims(_ text: String) throws -> [CheckedClaim] {
    let day = try #require(Day("2024-07-10"))
    return try check.get().report(text: text, date: day).claims
  }

  static func verdicts(_ text: String) throws -> [String: Verdict] {
    Dictionary(try claims(text).map { ($0.text, $0.verdict) }) { first, _ in first }
  }

  @Test(arguments: [
    "Port Qorvath counted 14,263 barge arrivals in May 2024, the harbour office said.",
    "In May 2024, 14,263 people arrived by barge at Port Qorvath.",
    "En mayo de 2024 llegaron en barcaza 14.263 personas a Puerto Qorvath.",
    "Puerto Qorvath contó 14.263 llegadas en barcaza en mayo de 2024.",
  ])
  func whatIsRightIsSupported(_ text: String) throws {
    let claim = try #require(try Self.claims(text).first { $0.text.contains("263") })
    #expect(claim.verdict == .supported, "\(claim.explanation)")
    #expect(claim.query == "measure=barge-arrivals place=port-qorvath")
    #expect(claim.period == Period("2024-05"))
  }

  @Test(arguments: [
    "Port Qorvath counted 14,623 barge arrivals in May 2024, the harbour office said.",
    "En mayo de 2024 llegaron en barcaza 14.623 personas a Puerto Qorvath.",
  ])
  func turnedDigitsAreASlip(_ text: String) throws {
    let claim = try #require(try Self.claims(text).first { $0.text.contains("623") })
    #expect(claim.verdict == .slip)
    #expect(claim.intended == 14263)
  }

  /// 14,263 is 13.1 % more than 12,607; Sudan's people are 3,911 of them, 27 %.
  @Test func changesAndPeoplesAreRead() throws {
    let right = try Self.verdicts(
      "Port Qorvath counted 14,263 barge arrivals in May 2024, 13 percent more than in April. "
        + "Of them 3,911 were Sudanese.")
    #expect(right["14,263"] == .supported)
    #expect(right.first { $0.key.contains("13 percent") }?.value == .rounded)
    #expect(right["3,911"] == .supported)
    let wrong = try Self.verdicts(
      "Puerto Qorvath contó 14.263 llegadas en barcaza en mayo de 2024, un 31 % más que en abril.")
    #expect(wrong["14.263"] == .supported)
    #expect(wrong.first { $0.key.contains("31") }?.value == .off)
  }

  /// Nothing is held of the other port, and nothing is known of a third.
  @Test(arguments: [
    "Port Aldmeer counted 14,623 barge arrivals in May 2024, the harbour office said.",
    "En mayo de 2024 llegaron en barcaza 14.623 personas a Puerto Aldmeer.",
    "At Vesk Landing 14,623 people arrived by barge in May 2024.",
  ])
  func anotherPlaceIsNotAccused(_ text: String) throws {
    let claim = try #require(try Self.claims(text).first { $0.text.contains("623") })
    #expect(claim.verdict == .uncheckable || claim.verdict == .notAClaim, "\(claim.explanation)")
  }

  /// A row that is none is named with its file and line.
  @Test func aDamagedTableIsNamed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "lexicon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "role,id,phrases\ncue,barge,by barge\nqueue,barge,by raft\n".write(
      to: folder.appending(path: "en.csv"), atomically: true, encoding: .utf8)
    #expect {
      _ = try ClaimCheck(
        store: ClaimsFixture.store.get(), policies: nil, lexicons: [folder])
    } throws: { error in
      "\(error)".contains("en.csv:3:1") && "\(error)".contains("a role of the lexicon")
    }
  }
}
