import Periods
import Tabular

/// A column of Trocha's own tidy CSV, in the order in which they are written.
package enum TidyColumn: String, CaseIterable, Sendable {
  case measure, place, component, sector, authority, kind, demographic, nationality
  case from, to, route, cause, event, unit, against, state, level
  case period, value
  case exactness = "hedge"
  case latitude, longitude, note
  case source, dataset, publisher, title, url, citation, licence, published, dating, retrieved,
    sha256
  case usualLag = "usual_lag"
  case standing
  case leavesOutZeros = "leaves_out_zeros"
  case sourceNote = "source_note"
  case covers, span, gaps, counts
  case roundedTo = "rounded_to"
  case nature

  /// Columns that every table must have.
  package static let required: [TidyColumn] = [.measure, .period, .value, .source]

  /// What a source's first row must say of it.
  package static let requiredOfSource: [TidyColumn] = [.dataset, .publisher, .title, .published]

  /// What is said of a source on the first row that names it.
  package static let sourceDetails: [TidyColumn] = [
    .dataset, .publisher, .title, .url, .citation, .licence, .published, .dating, .retrieved,
    .sha256, .usualLag, .standing, .leavesOutZeros, .sourceNote, .covers, .span, .gaps, .counts,
    .roundedTo,
  ]

  /// The dimension whose label the column holds; `nil` for the others.
  package var dimension: Dimension? { Dimension(rawValue: rawValue) }

  /// Hashtag and attributes by the Humanitarian Exchange Language, version 1.1. docs/data.md lists
  /// them.
  package var tag: String {
    switch self {
    case .measure: "#indicator+name"
    case .place: "#loc+code"
    case .component: "#org+component"
    case .sector: "#region+sector"
    case .authority: "#modality+authority"
    case .kind: "#indicator+type"
    case .demographic: "#population+group"
    case .nationality: "#country+code+origin"
    case .from: "#country+code+from"
    case .to: "#country+code+to"
    case .route: "#loc+route"
    case .cause: "#cause+name"
    case .event: "#event+id"
    case .unit: "#indicator+unit"
    case .against: "#date+baseline"
    case .state: "#adm1+code"
    case .level: "#indicator+level"
    case .period: "#date+period"
    case .value: "#indicator+value+num"
    case .exactness: "#indicator+hedge"
    case .latitude: "#geo+lat"
    case .longitude: "#geo+lon"
    case .note: "#description+figure"
    case .source: "#meta+source"
    case .dataset: "#meta+dataset"
    case .publisher: "#org+publisher"
    case .title: "#meta+title"
    case .url: "#meta+url"
    case .citation: "#meta+citation"
    case .licence: "#meta+licence"
    case .published: "#date+published"
    case .dating: "#date+published+dating"
    case .retrieved: "#date+retrieved"
    case .sha256: "#meta+sha256"
    case .usualLag: "#meta+lag+num"
    case .standing: "#status+standing"
    case .leavesOutZeros: "#meta+zeros"
    case .sourceNote: "#description+source"
    case .covers: "#meta+covers"
    case .span: "#date+span"
    case .gaps: "#date+gaps"
    case .counts: "#meta+counts"
    case .roundedTo: "#meta+rounding+num"
    case .nature: "#indicator+nature"
    }
  }
}

/// What a label may look like in a tidy table.
enum TidyLabel {
  /// What is wrong with a label of a dimension, as what was expected and what to do; `nil` when
  /// nothing is.
  ///
  /// Words that the vocabulary lacks are welcome, since any table can be brought in; a spelling that
  /// it knows by another name is pointed to.
  static func fault(
    _ label: String, in dimension: Dimension, _ vocabulary: Vocabulary
  ) -> (expected: String, hint: String)? {
    if Coverage.dimensions.contains(dimension), isOfAll(label) {
      return (
        "a label of some, or nothing where a row is not broken down by this",
        "A row of everybody has no label: leave it empty, or everybody counts twice."
      )
    }
    switch dimension {
    case .nationality, .from, .to:
      if isCountryCode(label) { return unknownCode(label, in: dimension, vocabulary) }
      return (
        "a country as three capitals (ISO 3166-1 alpha-3; OOO other, UNK unknown)",
        hint(vocabulary.label(dimension, published: label))
      )
    case .against:
      return Period(label) == nil ? (TidyText.period, TidyText.periodHint) : nil
    case .event:
      let isPlain = label.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      return isPlain ? nil : ("a name without control characters", "")
    case .place where isCountryCode(label):
      return unknownCode(label, in: dimension, vocabulary)
    case .state where isStateCode(label): return nil
    default:
      if isToken(label) { return taken(label, in: dimension, vocabulary) }
      let known =
        dimension == .measure
        ? suggestion(for: token(label), among: vocabulary.measures.map(\.id))
        : vocabulary.label(dimension, published: label)
      return ("a label of lower-case letters, digits and hyphens", hint(known ?? token(label)))
    }
  }

  /// Whether a label says that its row is of everybody: beside the rows of its parts it would be added to them.
  private static func isOfAll(_ label: String) -> Bool {
    ofAll.contains(token(label))
  }

  private static let ofAll: Set<String> = [
    "total", "totals", "grand-total", "subtotal", "sub-total", "all", "all-ages", "all-groups",
    "all-nationalities", "all-countries", "both-sexes", "everybody", "everyone", "overall", "sum",
    "total-general", "gran-total", "totales", "todos", "todas", "todo", "ambos-sexos", "ambos",
    "todas-las-edades", "todas-las-nacionalidades", "todos-los-paises", "suma",
  ]

  /// Three capitals that are no code of a country are a slip of the pen: nobody would ask for them.
  private static func unknownCode(
    _ code: String, in dimension: Dimension, _ vocabulary: Vocabulary
  ) -> (expected: String, hint: String)? {
    guard vocabulary.term(code, in: dimension) == nil else { return nil }
    return (
      "the code of a country that there is (ISO 3166-1 alpha-3; OOO other, UNK unknown)",
      "`trocha record list --labels nationality` lists them."
    )
  }

  /// A label that every question would read as another one could not be asked for.
  private static func taken(
    _ label: String, in dimension: Dimension, _ vocabulary: Vocabulary
  ) -> (expected: String, hint: String)? {
    guard dimension != .measure, vocabulary.term(label, in: dimension) == nil,
      let known = vocabulary.label(dimension, published: label), known != label
    else { return nil }
    return ("\(known), which \"\(label)\" is another spelling of", hint(known))
  }

  private static func hint(_ label: String?) -> String {
    guard let label, !label.isEmpty else { return "" }
    return "Write it as \"\(label)\"."
  }

  static func isCountryCode(_ label: String) -> Bool {
    label.utf8.count == 3 && label.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Whether a label is a code of ISO 3166-2: `US-TX`.
  private static func isStateCode(_ label: String) -> Bool {
    let parts = label.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count == 2 && (1...3).contains(parts[1].count)
      && parts[0].allSatisfy { (0x41...0x5A).contains($0) }
      && parts[1].allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// Whether a label is runs of lower-case letters and digits with single hyphens between them.
  private static func isToken(_ label: String) -> Bool {
    var afterHyphen = true
    for byte in label.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        afterHyphen = false
      case UInt8(ascii: "-"):
        if afterHyphen { return false }
        afterHyphen = true
      default: return false
      }
    }
    return !afterHyphen
  }

  /// A text made into a label: "Rio Grande Valley" becomes "rio-grande-valley".
  static func token(_ text: String) -> String {
    Vocabulary.folded(text).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "-")
  }
}

/// Words that messages about tidy tables share.
enum TidyText {
  /// How to write what a table has in a number's place: signs for what is not known, or is too small to
  /// publish; `nil` for anything else.
  static func hintInPlaceOfNumber(_ text: String) -> String? {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    if plain.hasPrefix("<") || plain.hasPrefix("\u{2264}") {
      return
        "Too few to publish is 0 with the hedge too-small; a highest number has the hedge at-most."
    }
    return signs.contains(plain)
      ? "Leave it empty where the number is not known, and write 0 where there was nobody." : nil
  }

  private static let signs: Set<String> = [
    "-", "--", "\u{2013}", "\u{2014}", "*", "**", ".", "..", "...", "\u{2026}", ":", "x", "c", "s",
    "?",
    "n/a", "na", "n.a.", "#n/a", "n/d", "nd", "n.d.", "s/d", "sd", "nan", "null", "none", "nil",
  ]

  static let period = "a period"
  static let coverageHint = "A source covers what it says: mend the row, or what is said."
  static let periodHint =
    "Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or 2023-09-01/2023-09-17."
}
