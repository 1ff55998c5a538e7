import Foundation
import Periods
import Tabular

/// What was known of the series that are followed when they were last looked at: a file beside the record.
struct WatchState: Codable, Equatable {
  /// Of the file's form.
  var version = 1
  /// By query.
  var series: [String: Seen] = [:]

  struct Seen: Codable, Equatable {
    /// Numbers by the names of the news; of a late release none.
    var items: [String: Double?]
    /// The outlook that was made then, by month: the ends of the bands of 95 and of 8 in 10.
    var bands: [String: Band]
  }

  struct Band: Codable, Equatable {
    var q025, q10, q90, q975: Double
    /// The day it was made.
    var made: Day

    /// "95 in 100" where a number lies outside that band, "8 in 10" where it is in that and outside the other.
    func missed(by value: Double) -> Missed? {
      if value < q025 || value > q975 { return .ninetyFive }
      return value < q10 || value > q90 ? .eighty : nil
    }
  }

  enum Missed { case eighty, ninetyFive }

  /// - Throws: an `InputError` for a file that is no such state: it is left as it is.
  static func read(_ path: String) throws -> WatchState {
    guard FileManager.default.fileExists(atPath: path) else { return WatchState() }
    let fault = InputError(
      InputIssue(
        file: path, expected: "what `trocha watch` wrote", found: "something else",
        hint: "Give another file with --state, or move this one away to begin anew."))
    guard let data = FileManager.default.contents(atPath: path),
      let state = try? JSONDecoder().decode(WatchState.self, from: data), state.version == 1
    else { throw fault }
    return state
  }

  /// Written beside its place and moved there.
  func write(_ path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try FileWriting.write(encoder.encode(self), to: path)
  }
}
