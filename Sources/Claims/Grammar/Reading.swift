import Record
import Tabular
import Wording

/// What a word such as "arrests" counts where it is said of a place: a row of `readings.csv`.
///
/// A class, though nothing in it changes: all of them are gone through for each number of a text.
final class Reading: Sendable {
  /// How the record's figure stands to what is said.
  enum Bound: String, Sendable {
    /// It counts the same.
    case exact
    /// It counts only some of them: a larger statement cannot be refuted by it.
    case lower
    /// There is no official figure.
    case none
  }

  let id: String
  /// Ids of cue words, any of which calls for it.
  let cues: Set<String>
  /// Ids of places of which one must be named; "-" where none need be, "*" for any country, which is
  /// then the place, "nationality" where a people must be named; with "home" a country stands for its
  /// people, who are counted nowhere else.
  let places: Set<String>
  /// "usbp", "ofo", "all", "-": which agency may be named.
  let components: Set<String>
  /// Cue words of which one must stand in the sentence as well; empty for none.
  let with: Set<String>
  /// `nil` where the record has no such series.
  let selection: Selection?
  /// Of two readings that fit as well, the one with the higher rank.
  let rank: Double
  let bound: Bound
  /// What would be needed to check it.
  let needs: Localized?

  /// The measure's own name calls for it as well as its cues.
  init(
    id: String, cues: Set<String>, places: Set<String>, components: Set<String>,
    with: Set<String> = [], selection: Selection?, rank: Double, bound: Bound,
    needs: Localized? = nil, isNamed: Bool = true
  ) {
    self.id = id
    self.cues = cues.union((isNamed ? selection : nil).map { ["measure:" + $0.measure] } ?? [])
    self.places = places
    self.components = components
    self.with = with
    self.selection = selection
    self.rank = rank
    self.bound = bound
    self.needs = needs
  }

  /// What a country that is named is of the series.
  var ofCountry: Record.Dimension { places.contains("home") ? .nationality : .place }
}

/// All readings: those of the table, and one for each measure of the vocabulary that it lacks.
final class Readings: Sendable {
  let all: [Reading]
  let traits: Traits
  private let cuesByMeasure: [String: Set<String>]
  /// Places that some reading asks for.
  private let places: Set<String>
  private let parents: [String: String]
  /// The borders that sectors lie on, and the countries of states.
  private let borders: [String: String]
  private let countriesOfStates: [String: String]

  /// - Parameter parser: of the same vocabulary.
  init(
    _ vocabulary: Vocabulary, _ parser: SelectionParser, _ folders: LexiconFolders
  ) throws(InputError) {
    traits = try Traits(folders)
    var list: [Reading] = []
    for path in folders.paths("readings.csv") { list += try Readings.read(path, parser) }
    let known = Set(list.compactMap { $0.selection?.measure })
    for measure in vocabulary.measures where !known.contains(measure.id) {
      list.append(
        Reading(
          id: "measure-" + measure.id, cues: [], places: ["*", "-"], components: ["-"],
          selection: Selection(measure: measure.id), rank: 1, bound: .exact))
    }
    for series in vocabulary.namedSeries where !list.contains(where: { $0.id == series.id }) {
      guard let selection = try? parser.selection(series.selection) else {
        continue
      }
      list.append(
        Reading(
          id: series.id, cues: [], places: [], components: [], selection: selection, rank: 0,
          bound: .exact, isNamed: false))
    }
    all = list
    cuesByMeasure = Dictionary(grouping: list) { $0.selection?.measure ?? "" }
      .mapValues(Readings.cues)
    places = Set(list.flatMap(\.places))
    parents = Dictionary(
      vocabulary.terms.compactMap { term in
        term.dimension == .place ? term.parent.map { (term.id, $0) } : nil
      }
    ) { first, _ in first }
    countriesOfStates = Dictionary(
      vocabulary.terms.compactMap { term in
        term.dimension == .state ? term.parent.map { (term.id, $0) } : nil
      }
    ) { first, _ in first }
    borders = Dictionary(
      vocabulary.terms.compactMap { term in
        term.dimension == .sector ? term.parent.map { (term.id, $0) } : nil
      }
    ) { first, _ in first }
  }

  /// The country that a state is of, where the vocabulary says it.
  func country(ofState state: String) -> String? { countriesOfStates[state] }

  /// The border that a sector lies on, where the vocabulary says it.
  func border(ofSector sector: String) -> String? { borders[sector] }

  /// Whether a measure is counted in whatever country is named.
  func isOfAnyCountry(_ measure: String) -> Bool {
    all.contains {
      $0.selection?.measure == measure && $0.places.contains("*") && $0.ofCountry == .place
    }
  }

  /// The cue words that call for a measure, or for a kind of it.
  func cues(of measure: String, kind: [String]? = nil) -> Set<String> {
    guard let kind else { return cuesByMeasure[measure] ?? [] }
    return Readings.cues(
      all.filter { $0.selection?.measure == measure && $0.selection?.including[.kind] == kind })
  }

  private static func cues(_ readings: [Reading]) -> Set<String> {
    // "Migrants" are counted by every measure.
    readings.reduce(into: Set<String>()) { $0.formUnion($1.cues) }.subtracting(["generic"])
  }

  /// Whether a place may be where something is counted: a country, or one that a reading asks for.
  func isCounted(at place: String) -> Bool {
    place.count == 3 || places.contains(place) && !traits.isWide(place)
  }

  /// The country that a place is, or is in.
  func country(of place: String) -> String? { place.count == 3 ? place : parents[place] }

  private static func read(
    _ path: String, _ parser: SelectionParser
  ) throws(InputError) -> [Reading] {
    var table = try CSVTable(ByteStream(path: path))
    let columns = [
      "id", "cues", "at", "component", "selection", "rank", "bound", "needs_en", "needs_es", "with",
    ].map { table.requiredColumn($0) }
    try table.issues.check()
    var list: [Reading] = []
    while try table.next() {
      let fields = columns.map { table.text($0) }
      func set(_ column: Int) -> Set<String> {
        Set(fields[column].split(separator: "|").map(String.init))
      }
      let selection = try? parser.selection(fields[4])
      if selection == nil, !fields[4].hasPrefix("policy=") {
        table.note(columns[4], expected: "a query such as measure=transits place=darien")
      }
      guard let bound = Reading.Bound(rawValue: fields[6]) else {
        table.note(columns[6], expected: "exact, lower or none")
        continue
      }
      list.append(
        Reading(
          id: fields[0], cues: set(1), places: set(2), components: set(3), with: set(9),
          selection: selection,
          rank: Double(fields[5]) ?? 0, bound: bound,
          needs: fields[7].isEmpty ? nil : Localized(fields[7], fields[8])))
    }
    try table.issues.check()
    return list
  }
}
