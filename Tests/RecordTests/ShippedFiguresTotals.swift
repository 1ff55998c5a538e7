import Record
import Testing

/// What an official table adds up to, by Python (csv, Counter) run on the table itself.
struct OfficialTotals: Sendable, CustomTestStringConvertible {
  let dataset: String
  /// File name of the figures; `nil` for the dataset's own name.
  var file: String?
  /// Day in the name of the release.
  var published = "2025-06-19"
  /// Rows with different labels or period.
  let figures: Int
  let sum: Double
  /// Sum of count × (12 × year + month − 1): finds figures that are in the wrong month.
  let weighted: Double
  let parts: [Part]

  /// Sums by the labels of one column.
  struct Part: Sendable {
    let dimension: Dimension
    /// How many labels there are.
    let labels: Int
    /// The largest sums, descending.
    let sums: [Double]

    init(_ dimension: Dimension, _ labels: Int, _ sums: [Double]) {
      self.dimension = dimension
      self.labels = labels
      self.sums = sums
    }
  }

  var testDescription: String { dataset }

  static let all: [OfficialTotals] = [
    OfficialTotals(
      dataset: "cbp-nationwide-encounters", figures: 31_891, sum: 10_367_628,
      weighted: 251_567_293_740,
      parts: [
        Part(.component, 2, [8_922_474, 1_445_154]),
        Part(.sector, 13, [1_565_879, 1_396_065, 1_311_783, 1_202_352, 883_926]),
        Part(.authority, 2, [7_455_428, 2_912_200]),
        Part(.kind, 3, [6_081_356, 2_912_200, 1_374_072]),
        Part(.demographic, 4, [6_337_894, 3_320_456, 698_813, 10_465]),
        Part(.nationality, 22, [3_026_236, 965_486, 907_311, 722_939, 536_447]),
      ]),
    OfficialTotals(
      dataset: "usbp-apprehensions-by-sector", figures: 5_112, sum: 15_232_636,
      weighted: 366_988_559_364,
      parts: [
        Part(.sector, 21, [5_020_488, 2_647_185, 1_746_208, 1_270_821, 1_193_616]),
        Part(.component, 1, [15_232_636]),
        // 5,020,488 + 2,647,185 + … by the nine, four and eight sectors of the agency's own sums.
        Part(.place, 3, [14_920_235, 179_152, 133_249]),
      ]),
    OfficialTotals(
      dataset: "panama-darien-monthly", figures: 1_656, sum: 1_109_623, weighted: 26_939_599_341,
      parts: [Part(.nationality, 62, [615_269, 166_845, 100_438, 38_895, 37_025])]),
    OfficialTotals(
      dataset: "panama-darien-annual", figures: 378, sum: 109_293, weighted: 2_644_362_588,
      parts: [Part(.nationality, 86, [44_049, 27_703, 8_321, 6_102, 5_043])]),
    OfficialTotals(
      dataset: "panama-darien-demographics", figures: 120, sum: 1_103_158,
      weighted: 26_782_864_232, parts: [Part(.demographic, 4, [636_220, 311_345, 82_865, 72_728])]),
    // 3,461 and 5,034 rows, some of them parts of one figure.
    OfficialTotals(
      dataset: "honduras-irregular-entries", figures: 3_449, sum: 1_048_259,
      weighted: 25_451_621_733,
      parts: [Part(.nationality, 161, [400_984, 233_057, 128_693, 85_882, 27_606])]),
    OfficialTotals(
      dataset: "mexico-irregular-situation-events", figures: 4_990, sum: 2_637_115,
      weighted: 64_008_795_401,
      parts: [Part(.nationality, 168, [549_207, 523_913, 418_179, 168_452, 159_998])]),
    OfficialTotals(
      dataset: "mexico-returns", figures: 4_958, sum: 1_069_380, weighted: 25_908_527_919,
      parts: [
        Part(.nationality, 98, [438_436, 426_673, 135_005, 16_634, 13_939]),
        Part(.kind, 3, [817_593, 221_728, 30_059]),
      ]),
    OfficialTotals(
      dataset: "guatemala-returns-received", figures: 632, sum: 328_828, weighted: 7_980_565_347,
      parts: [Part(.from, 3, [158_715, 134_878, 35_235]), Part(.nationality, 1, [328_828])]),
    // The stocks of 2024 are those of 30 June.
    OfficialTotals(
      dataset: "unhcr-population", file: "unhcr-population-1990-2024.csv.gz", figures: 12_112,
      sum: 167_320_673, weighted: 4_048_911_482_571,
      parts: [
        Part(.place, 105, [118_881_736, 13_026_096, 12_660_668, 3_773_637, 3_495_512]),
        Part(.nationality, 11, [126_732_323, 18_875_873, 4_388_035, 3_799_299, 3_271_985]),
        Part(.kind, 3, [19_427_681, 15_905_283, 11_155_961]),
        Part(.measure, 3, [120_691_771, 46_488_925, 139_977]),
      ]),
  ]
}
