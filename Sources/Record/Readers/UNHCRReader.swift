import Foundation
import Periods
import Tabular

/// Reads UNHCR's Refugee Statistics: the answers of its API (JSON) and the downloads of its website
/// (CSV, older ones with lines of metadata before the header).
///
/// Every column of people becomes a measure, or a kind of `population-of-concern`. A dash is not
/// known; zero is zero. A row without a country is not broken down by it.
public struct UNHCRReader: FigureReader {
  public static let format = "unhcr-population"
  public static let summary = "UNHCR Refugee Statistics, population by country, JSON or CSV"
  /// Figures for the end of a year come in mid-June of the next.
  static let usualLag = 166

  public init() {}

  public static func recognises(_ start: String) -> Bool {
    if start.contains("\"items\""), start.contains("\"coa_iso\"") { return true }
    let lines = start.split(whereSeparator: \.isNewline).prefix(UNHCRTable.mostMetadata)
    return lines.contains { UNHCRTable.isHeader(String($0)) }
  }

  public func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var block: [UInt8] = []
    let count = try ByteStream(path: file.path, name: file.name).read(into: &block)
    let start = block[0..<count].first { $0 > 0x20 }
    var release = Release(
      source: Source(
        id: "unhcr-population", dataset: "unhcr-population", publisher: "UNHCR",
        title: "Refugee Data Finder, population figures", url: file.url,
        citation: "UNHCR, Refugee Data Finder", licence: "CC BY 4.0",
        published: Day(number: 0), retrieved: file.retrieved, sha256: file.sha256,
        usualLag: UNHCRReader.usualLag, leavesOutZeros: false,
        note: "People at the end of each year; numbers below five are rounded by UNHCR."))
    if start == UInt8(ascii: "{") {
      try UNHCRAnswer(file).read(into: &release)
    } else {
      var table = try UNHCRTable(file)
      try table.read(into: &release)
    }
    let (day, note) = file.publication(of: release, usualLag: UNHCRReader.usualLag)
    release.source.published = day
    release.source.note += note
    release.source.id = file.sourceID(dataset: release.source.dataset, published: day)
    return [release]
  }

  /// What a column of people counts, by its names in the API and on the website.
  struct People {
    let measure: String
    let kind: String?
    let api: String
    let names: [String]
  }

  static let people = [
    People(
      measure: "population-of-concern", kind: "refugee", api: "refugees",
      names: [
        "Refugees under UNHCR's mandate", "Refugees", "Refugees (incl. refugee-like situations)",
      ]),
    People(
      measure: "population-of-concern", kind: "asylum-seeker", api: "asylum_seekers",
      names: ["Asylum-seekers", "Asylum seekers", "Asylum-seekers (pending cases)"]),
    People(
      measure: "population-of-concern", kind: "other-of-concern", api: "ooc",
      names: ["Others of concern", "Others of concern to UNHCR"]),
    People(
      measure: "population-of-concern", kind: "other-in-need-of-protection", api: "oip",
      names: [
        "Other people in need of international protection",
        "Venezuelans displaced abroad",
      ]),
    People(
      measure: "returned-refugees", kind: nil, api: "returned_refugees",
      names: ["Returned refugees"]),
    People(
      measure: "internally-displaced", kind: nil, api: "idps",
      names: ["IDPs of concern to UNHCR", "Internally displaced persons", "IDPs"]),
    People(
      measure: "returned-internally-displaced", kind: nil, api: "returned_idps",
      names: ["Returned IDPs", "Returned IDPss"]),
    People(
      measure: "stateless", kind: nil, api: "stateless",
      names: ["Stateless persons", "Stateless"]),
    People(measure: "host-community", kind: nil, api: "hst", names: ["Host community"]),
  ]

  /// The figures of a row's counts. A row that counts nothing of a kind leaves it out.
  static func series(
    _ people: People, asylum: String?, origin: String?
  ) -> SeriesKey {
    var series = SeriesKey(measure: people.measure)
    series[.kind] = people.kind
    series[.place] = asylum
    series[.nationality] = origin
    return series
  }

  /// A country's code, `nil` for a total over all countries.
  static func code(_ text: String, _ vocabulary: Vocabulary) -> (code: String?, isKnown: Bool) {
    if text.isEmpty || text == "-" { return (nil, true) }
    let code = vocabulary.label(.nationality, published: text)
    return (code, code != nil)
  }
}
