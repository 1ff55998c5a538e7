import Claims
import Corridors
import Foundation
import Periods
import Policies
import Record
import Testing

/// A checker on the record as it ships, opened once for all tests.
enum ClaimsFixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// The record as it ships.
  static let store: Result<RecordStore, any Error> = Result {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "trocha-claims-\(UUID().uuidString).sqlite").path(percentEncoded: false)
    return try RecordStore(path: path)
  }

  static let check: Result<ClaimCheck, any Error> = Result {
    try ClaimCheck(store: store.get(), policies: CorridorFolder("venezuela-us").policies())
  }

  static func report(
    _ text: String, _ date: String = "2023-10-05", format: TextFormat = .plain
  ) throws -> ClaimReport {
    let day = try #require(Day(date))
    return try check.get().report(text: text, format: format, date: day)
  }

  /// The claim whose words hold some others.
  static func claim(
    _ words: String, in text: String, _ date: String = "2023-10-05"
  ) throws -> CheckedClaim {
    let report = try report(text, date)
    return try #require(
      report.claims.first { $0.text.contains(words) },
      "\(words) in: \(report.claims.map(\.text))")
  }
}
