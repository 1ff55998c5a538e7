import Periods
import Tabular
import Wording

/// What whole tables of known datasets cover, as a table of data: `vocabulary/datasets.csv`. What the
/// sources that ship do stands with the rest of what is said of them (``DescribedSources``).
struct DeclaredCoverage: Sendable {
  private var coverages: [String: Coverage] = [:]
  /// What whole tables of the datasets always have.
  let expected: ExpectedLabels
  /// Since when their labels are counted.
  private let history: LabelHistory

  /// - Parameters:
  ///   - always: path of the table of labels that whole tables always have.
  ///   - history: path of the table of labels that were not always counted.
  init(path: String, always: String, history: String) throws(InputError) {
    expected = try ExpectedLabels(path: always)
    self.history = try LabelHistory(path: history)
    let table = try VocabularyTable(path)
    for (index, row) in table.rows.enumerated() {
      guard let extents = Coverage.extents(row["covers"]) else {
        throw InputError(
          InputIssue(
            file: path, line: index + 2, columnName: "covers",
            expected: "what each dimension covers, once", found: "\"\(row["covers"])\""))
      }
      coverages[row["dataset"]] = Coverage(
        extents: extents, span: Period(row["span"]), gaps: row.list("gaps").compactMap(Period.init),
        counts: row["counts"], roundedTo: Double(row["rounded_to"]))
    }
  }

  subscript(name: String) -> Coverage? { coverages[name] }

  /// What is to be said of a source's figures of a selection before a day.
  func doubts(_ selection: Selection, of source: Source) -> [LabelHistory.Doubt] {
    history.doubts(selection, of: source.dataset)
  }

  /// Where those are whom a source counts under a measure, when that is in some countries only.
  func scope(of measure: String, in source: Source) -> Localized? {
    history.scope(of: measure, in: source.dataset)
  }

  /// Whether nobody is there where a source has no cell of a selection: it leaves out zeros, and nothing
  /// that is counted in some countries only.
  func isZeroWithoutCell(_ selection: Selection, in source: Source) -> Bool {
    source.leavesOutZeros && !doubts(selection, of: source).contains { $0.kind == .unlisted }
  }
}

extension Release {
  /// Declares what the release covers: the extents of its dataset, with the labels that its file
  /// names added to the lists that have a rest, or these labels alone where it looks like a part, and
  /// the periods from its first to its last, with those in between that the file has no row for as
  /// gaps.
  ///
  /// - Parameter fewest: figures that a release must have to be taken as a part.
  package mutating func declareCoverage(_ vocabulary: Vocabulary, fewest: Int = 0) {
    var coverage = vocabulary.coverage(of: source.dataset)
    coverage.extents = coverage.extents.filter { dimension, _ in
      series.contains { $0[dimension] != nil }
    }
    for (dimension, extent) in coverage.extents {
      // A label that the file names is listed apart, so that its rest is without it.
      guard let rest = extent.rest else { continue }
      let named = Set(series.compactMap { $0[dimension] }).subtracting([rest, Extent.unknown])
      coverage.extents[dimension]?.labels = named.union(extent.labels).sorted()
    }
    source.coverage = coverage
    limitParts(vocabulary, fewest: fewest)
    listOwnWords()
    declareSpan()
  }

  /// Dimensions whose labels are codes of a standard: a table that names every country has a zero for
  /// one that it leaves out.
  static let coded: Set<Dimension> = [.nationality, .place, .from, .to, .state]

  /// Routes, causes and groups are a publisher's own words, which change: a table lists apart those
  /// that occur in it, and has no zero for the word of another.
  package mutating func listOwnWords() {
    for (dimension, extent) in source.coverage.extents
    where extent.reach == .whole && extent.labels.isEmpty && !Release.coded.contains(dimension) {
      source.coverage.extents[dimension]?.labels = Set(series.compactMap { $0[dimension] }).sorted()
    }
  }

  /// First to last period, with those in between that have no figure as gaps. Periods of several
  /// granularities declare nothing.
  package mutating func declareSpan() {
    let periods = Set(rows.lazy.map(\.period))
    guard let first = periods.min(), let last = periods.max(),
      let whole = Period(from: first.first, through: last.last),
      periods.allSatisfy({ $0.granularity == first.granularity }),
      first.granularity != .range, first.granularity != .day
    else { return }
    source.coverage.span = whole
    source.coverage.gaps = whole.split(into: first.granularity).filter { !periods.contains($0) }
  }
}
