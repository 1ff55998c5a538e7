import Periods

/// Draws of how a series goes on after its last known month: as many people come in as one of them says.
package struct EntryOutlook: Hashable, Sendable {
  /// The first month that is not known.
  package var first: Period
  /// By draw and month, in the order of their sums.
  package var draws: [[Double]]

  package init(first: Period, draws: [[Double]]) {
    self.first = first
    self.draws = draws
  }

  /// The draw at a place from 0, the smallest sum, to 1.
  func path(at place: Double) -> [Double] {
    guard !draws.isEmpty else { return [] }
    return draws[min(draws.count - 1, Int(place * Double(draws.count)))]
  }
}

/// Where runs are in the draws: a sequence that fills the line from 0 to 1 evenly, however many there are
/// (Weyl's, by the golden section), so that few runs have the outlook's median and bands.
package enum RunPlaces {
  package static func place(ofRun run: Int) -> Double {
    ((Double(run) + 0.5) * 0.618_033_988_749_894_8).truncatingRemainder(dividingBy: 1)
  }
}
