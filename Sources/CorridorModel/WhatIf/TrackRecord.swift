import Corridors
import Foundation
import Tabular

/// How earlier what-ifs of a corridor would have done: totals over some months, from the origins of a
/// backtest. Kept as `track-record.json` in the corridor's folder; `trocha backtest --model corridor`
/// writes it.
package struct TrackRecord: Codable, Equatable, Sendable {
  package static let name = "track-record.json"

  package var command: String
  /// First and last origin, such as 2022-01.
  package var from: String
  package var to: String
  package var scores: [Score]

  package struct Score: Codable, Equatable, Sendable {
    /// Id of the count.
    package var series: String
    package var months: Int
    package var origins: Int
    package var model: Measures
    /// The corridor's model without the outlook of the series.
    package var alone: Measures
    package var outlook: Measures
    package var persistence: Measures

    package init(
      series: String, months: Int, origins: Int, model: Measures, alone: Measures,
      outlook: Measures, persistence: Measures
    ) {
      (self.series, self.months, self.origins) = (series, months, origins)
      (self.model, self.alone) = (model, alone)
      (self.outlook, self.persistence) = (outlook, persistence)
    }
  }

  package struct Measures: Codable, Equatable, Sendable {
    /// Part of the totals that the band of 8 in 10 held.
    package var coverage80: Double
    /// Mean width of that band over the mean of what came.
    package var width: Double
    /// Mean of the medians over the mean of what came.
    package var middle: Double
    /// Weighted quantile loss.
    package var loss: Double

    package init(coverage80: Double, width: Double, middle: Double, loss: Double) {
      func short(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
      self.coverage80 = short(coverage80)
      self.width = short(width)
      self.middle = short(middle)
      self.loss = short(loss)
    }
  }

  package init(command: String, from: String, to: String, scores: [Score]) {
    (self.command, self.from, self.to, self.scores) = (command, from, to, scores)
  }

  /// Reads the track record of a corridor; `nil` when it has none.
  ///
  /// - Throws: an ``InputError`` when the file is damaged.
  package static func of(_ folder: CorridorFolder) throws(InputError) -> TrackRecord? {
    guard folder.has(name) else { return nil }
    guard let data = FileManager.default.contents(atPath: folder.path + "/" + name),
      let record = try? JSONDecoder().decode(TrackRecord.self, from: data)
    else {
      throw InputError(
        InputIssue(
          file: folder.id + "/" + name, expected: "scores of a corridor's backtest",
          found: "other content",
          hint: "Make it again with trocha backtest --model corridor --install."))
    }
    return record
  }

  package func write(to folder: CorridorFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    try encoder.encode(self).write(
      to: URL(fileURLWithPath: folder.path + "/" + TrackRecord.name), options: .atomic)
  }
}
