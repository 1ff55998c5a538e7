import Foundation
import Tabular
import Wording

/// The words of the record: measures, places, nationalities and the labels of the other dimensions,
/// with their names in each language and the spellings that publishers use.
///
/// It is read from the tables in `Resources/vocabulary`, so that a new word needs no new code.
public struct Vocabulary: Sendable {
  /// A label of a dimension.
  public struct Term: Sendable, Hashable {
    /// What the label is one of.
    public let dimension: Dimension
    /// As figures are labelled: `VEN`, `us-southwest-border`.
    public let id: String
    package let english: String
    package let spanish: String
    /// Spellings in published files.
    package private(set) var published: [String]
    /// Other words a person may use for it.
    package let aliases: [String]
    /// Names of the people that do not follow from the plural, for nationalities: "Argentine".
    package var demonyms: [String] = []
    /// Plural name of the people, for nationalities: "Venezuelans", "venezolanos"; may be empty.
    package var peopleEnglish = ""
    package var peopleSpanish = ""
    /// The place this one is part of, for places; the place that a route, a sector or a state lies in.
    public var parent: String?
    /// The places that a group of places is made of.
    public var parts: [String] = []
    /// Whether the place is a part of the world rather than of a country. One without ``parts`` has
    /// members on which publishers do not agree.
    public var isRegion = false
    /// The few measures that figures with this label are of; empty where it may be any.
    package var measures: [String] = []
    /// A point that stands for the place on a map; `nil` for what is no place, and for a place that
    /// no map shows.
    public var coordinate: Coordinate?

    /// "Venezuela", "frontera México–EE. UU.": as it stands in a table.
    public func name(_ language: Language) -> String { language(english, spanish) }

    /// The same label with one more spelling of a publisher.
    func spelt(_ spelling: String) -> Term {
      var copy = self
      copy.published.append(spelling)
      return copy
    }

    /// "Venezuelans" where there is such a word, else "people from Chad".
    public func people(_ language: Language) -> String {
      let known = language(peopleEnglish, peopleSpanish)
      return known.isEmpty ? language("people from \(english)", "personas de \(spanish)") : known
    }
  }

  /// A measure: what can be counted.
  public struct Measure: Sendable, Hashable {
    /// As figures are labelled: `encounters`.
    public let id: String
    /// Whether it is a number at a moment (people abroad) rather than events over a period. Stocks
    /// are never added over time.
    public let isStock: Bool
    package let english: String
    package let spanish: String
    package let unitEnglish: String
    package let unitSpanish: String
    package let definitionEnglish: String
    package let definitionSpanish: String
    package let aliases: [String]
    /// The dimension that names the country which counts, where the measure has one: the country that
    /// returns people, or receives them.
    package var countedIn: Dimension?
    /// Whether its numbers may be of people whom somebody serves with beds and meals: not deaths, flights or files.
    package var isServed = true

    /// "Encounters": as a title begins.
    public func name(_ language: Language) -> String { language(english, spanish) }
    /// What its numbers are numbers of, as a plural: "encounters", "irregular entries".
    public func unit(_ language: Language) -> String { language(unitEnglish, unitSpanish) }
    /// What is counted under it and what is not, in a sentence.
    public func definition(_ language: Language) -> String {
      language(definitionEnglish, definitionSpanish)
    }
  }

  /// A series worth a name of its own.
  public struct NamedSeries: Sendable, Hashable {
    /// As a question names it: `usbp-southwest`.
    public let id: String
    /// In the words of a query.
    public let selection: String
    package let english: String
    package let spanish: String
    package let noteEnglish: String
    package let noteSpanish: String
    /// The named series that counts the same people further up the corridor.
    public let lead: String?
    /// Whether forecasts pool its changes with those of other series: not where it counts the same
    /// people as another, and not before it was measured what that brings.
    package var isPooled = true
    /// Datasets in the order in which they are asked, those that stand the same together; others come
    /// after them.
    package var datasets: [[String]] = []

    /// What it counts, as a chart is headed.
    public func title(_ language: Language) -> String { language(english, spanish) }
    /// What a reader should know of its figures; empty where there is nothing.
    public func note(_ language: Language) -> String { language(noteEnglish, noteSpanish) }
  }

  /// Everything that can be counted, in the order of `measures.csv`.
  public let measures: [Measure]
  /// The series that have a name, in the order of `series.csv`.
  public let namedSeries: [NamedSeries]
  /// Every label of every dimension but the measure, in the order of the tables.
  public let terms: [Term]

  /// Named series by what they select.
  let selectionIndex: [Selection: NamedSeries]
  private let termIndex: [Dimension: [String: Term]]
  private let publishedIndex: [Dimension: [String: String]]
  private let measureIndex: [String: Measure]
  let coverages: DeclaredCoverage
  /// Which places lie in which.
  let places: PlaceTree

  init(
    measures: [Measure], namedSeries: [NamedSeries], terms: [Term], coverages: DeclaredCoverage
  ) {
    self.coverages = coverages
    places = PlaceTree(terms)
    self.measures = measures
    self.namedSeries = namedSeries
    selectionIndex = Dictionary(
      namedSeries.compactMap { series in
        Selection(written: series.selection).map { ($0, series) }
      }
    ) { a, _ in a }
    self.terms = terms
    measureIndex = Dictionary(measures.map { ($0.id, $0) }) { a, _ in a }
    var index: [Dimension: [String: Term]] = [:]
    var published: [Dimension: [String: String]] = [:]
    for term in terms {
      index[term.dimension, default: [:]][term.id] = term
      for spelling in [term.id, term.english, term.spanish] + term.published + term.aliases {
        let folded = Vocabulary.folded(spelling)
        if published[term.dimension]?[folded] == nil {
          published[term.dimension, default: [:]][folded] = term.id
        }
      }
    }
    termIndex = index
    publishedIndex = published
  }

  /// A measure by its id; `nil` for one that only a tidy table has.
  public func measure(_ id: String) -> Measure? { measureIndex[id] }

  /// What the dataset of a known format covers, but for its periods; undeclared for any other.
  package func coverage(of dataset: String) -> Coverage { coverages[dataset] ?? .undeclared }

  /// The label of a dimension; countries are labels of `place`, `from` and `to` as well.
  public func term(_ id: String, in dimension: Dimension) -> Term? {
    if let term = termIndex[dimension]?[id] { return term }
    switch dimension {
    case .place, .from, .to: return termIndex[.nationality]?[id]
    default: return nil
    }
  }

  /// A label's name, or the label itself when the vocabulary lacks it.
  public func name(_ id: String, in dimension: Dimension, _ language: Language) -> String {
    if dimension == .measure { return measure(id)?.name(language) ?? id }
    return term(id, in: dimension)?.name(language) ?? id
  }

  /// The label that a publisher's spelling stands for, in any case; `nil` when it is not known.
  public func label(_ dimension: Dimension, published spelling: String) -> String? {
    let folded = Vocabulary.folded(spelling)
    if let id = publishedIndex[dimension]?[folded] { return id }
    switch dimension {
    case .place, .from, .to: return publishedIndex[.nationality]?[folded]
    default: return nil
    }
  }

  /// The code of a country by a publisher's spelling, whether that was taught as a people or a place;
  /// `nil` when it is not known or no country.
  package func country(published spelling: String) -> String? {
    if let code = label(.nationality, published: spelling) { return code }
    return label(.place, published: spelling).flatMap {
      termIndex[.nationality]?[$0] == nil ? nil : $0
    }
  }

  /// Lower case, without accents, runs of spaces, hyphens and underscores as one space.
  package static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.utf8.count)
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"):
          if bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
        default: bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let plain = text.decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: plain)
    let words = String(scalars).lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }
    return words.joined(separator: " ")
  }
}
