import Periods
import Record
import Tabular
import Testing

/// What is said of the sources beside their figures, `sources.yaml`.
@Suite struct DescribedSourcesTests {
  /// The tables say of their sources what their descriptions say: each was written from the other, and
  /// nobody may change one of the two alone.
  @Test func everySourceThatShipsIsDescribed() throws {
    let described = try DescribedSources.shipped()
    var found: Set<Source.ID> = []
    for name in try ShippedRelease.names() {
      for release in try ShippedRelease.readAll(name) {
        let description = try described.source(release.source.id)
        var source = description.source
        #expect(source.coverage != .undeclared || source.standing == .quoted, "\(source.id)")
        source.coverage = .undeclared
        source.sha256 = release.source.sha256
        // A tidy table has no word for "at the latest".
        source.dating = release.source.dating
        #expect(source == release.source)
        #expect(description.table == name)
        found.insert(source.id)
      }
    }
    #expect(found == Set(described.sources.map(\.source.id)))
  }

  /// What lets a reader find a source and use it. Only the news report has no address, and no terms: it is
  /// quoted. Only it and CBP's three monthly updates stand in for nothing earlier.
  @Test func everyDescriptionIsWhole() throws {
    let sources = try DescribedSources.shipped().sources.map(\.source)
    #expect(sources.count == 70)
    for source in sources where source.id != "press-report-2023-10-05" {
      #expect(!source.title.isEmpty && !source.publisher.isEmpty, "\(source.id)")
      #expect(source.url.hasPrefix("https://"), "\(source.id)")
      #expect(!source.licence.isEmpty, "\(source.id)")
      #expect(
        (source.usualLag == nil) == source.id.hasPrefix("cbp-monthly-update-"), "\(source.id)")
    }
    let quoted = sources.filter { $0.url.isEmpty || $0.licence.isEmpty }
    #expect(quoted.map(\.id) == ["press-report-2023-10-05"])
  }

  /// The usual lags in days, as the table of datasets in docs/data.md has them. IOM's matrix and UNHCR's
  /// half-years (30 June to 3 November) are not in it.
  @Test(arguments: [
    ("cbp-nationwide-encounters", 21), ("cbp-nationwide-encounters-by-state", 21),
    ("cbp-southwest-encounters", 21), ("cbp-southwest-encounters-grouped", 21),
    ("iom-missing-migrants", 30), ("iom-dtm", 30), ("unhcr-population", 166),
    ("unhcr-asylum-applications", 166), ("unhcr-asylum-decisions", 166), ("unhcr-solutions", 166),
  ])
  func everyDatasetThatIsReadIsDescribed(name: String, usualLag: Int) throws {
    let dataset = try DescribedSources.shipped().dataset(name)
    #expect(dataset.usualLag == usualLag)
    #expect(dataset.source.usualLag == usualLag)
    #expect(dataset.middleOfYear?.usualLag == (name.hasPrefix("unhcr-") ? 126 : nil))
    #expect(!dataset.source.licence.isEmpty)
  }

  @Test func whatIsNotDescribedIsRefused() throws {
    let described = try DescribedSources(text: text(source, dataset), name: "sources.yaml")
    #expect(described.sources.map(\.source.id) == ["cri-2023-09"])
    #expect(
      throws: InputError(
        InputIssue(
          file: "sources.yaml", expected: "an entry of source \"cri-2023-10\" under \"sources\"",
          found: "none"))
    ) { try described.source("cri-2023-10") }
    #expect(
      throws: InputError(
        InputIssue(
          file: "sources.yaml", expected: "an entry of dataset \"pan-exits\" under \"datasets\"",
          found: "none"))
    ) { try described.dataset("pan-exits") }
  }

  /// A table that another goes on with has ended; one can end without.
  @Test func aTableMayBeComplete() throws {
    let end = { (lines: String) throws in
      try DescribedSources(
        text: text(
          source.replacing("    usual_lag: 10\n", with: "    usual_lag: 10\n" + lines), dataset),
        name: "sources.yaml"
      ).source("cri-2023-09").end
    }
    #expect(try end("") == .init())
    #expect(try end("    ended: true\n") == .init(isEnded: true))
    #expect(
      try end("    continued_by: cri-arrivals\n")
        == .init(isEnded: true, continuedBy: "cri-arrivals"))
    #expect(
      faults(text(source + "\n    ended: perhaps", dataset)) == [
        "sources.yaml:18:12: expected true or false for \"ended\", found \"perhaps\""
      ])
  }

  // MARK: Faults

  private let source = """
      - source: cri-2023-09
        dataset: cri-entries
        table: cri-entries.csv
        publisher: Office of the country
        title: Entries by nationality
        url: https://example.org/entries
        citation: Office of the country, Entries
        licence: CC BY 4.0
        published: 2023-10-10
        usual_lag: 10
        leaves_out_zeros: false
        covers:
          place: only:CRI
          nationality: whole
        span: 2023-01/2023-09
        note: People who were registered.
    """

  private let dataset = """
      - dataset: cri-exits
        publisher: Office of the country
        title: Exits
        url: https://example.org/exits
        citation: Office of the country, Exits
        licence: CC BY 4.0
        usual_lag: 10
        leaves_out_zeros: true
        note: People who were registered.
    """

  private func text(_ sources: String, _ datasets: String) -> String {
    "sources:\n\(sources)\ndatasets:\n\(datasets)\n"
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try DescribedSources(text: text, name: "sources.yaml")
      return []
    } catch {
      return error.issues.map(\.description)
    }
  }

  /// A source without terms is a fault, at the line where its entry begins.
  @Test func sourceWithoutLicence() {
    let without = source.replacing("    licence: CC BY 4.0\n", with: "")
    #expect(
      faults(text(source.replacing("cri-2023-09", with: "cri-2023-08") + "\n" + without, dataset))
        == ["sources.yaml:18:5: expected an entry \"licence\" for \"sources\", found none"])
  }

  /// "None" is for what somebody quotes, and has to be written out.
  @Test func noneIsForQuotations() {
    let none = source.replacing("licence: CC BY 4.0", with: "licence: none")
      .replacing("url: https://example.org/entries", with: "url: none")
    #expect(
      faults(text(none, dataset)) == [
        "sources.yaml:7:10: expected an address that begins with https:// for \"url\", found \"none\"",
        "sources.yaml:9:14: expected the terms under which the figures may be used for \"licence\", "
          + "found \"none\"",
      ])
    #expect(faults(text(none + "\n    standing: quoted", dataset)) == [])
  }

  /// Several faults are told at once, each where it is.
  @Test func faultsHaveTheirLines() {
    let broken =
      source
      .replacing("usual_lag: 10", with: "usual_lag: soon")
      .replacing("place: only:CRI", with: "plaec: only:CRI")
      .replacing("published: 2023-10-10", with: "published: October 2023")
      .replacing("note: People", with: "remark: People")
    #expect(
      faults(text(broken, dataset.replacing("10", with: "none"))) == [
        "sources.yaml:17:5: expected a known entry, found \"remark\"\n  Known here: dataset, publisher, "
          + "title, url, citation, licence, usual_lag, leaves_out_zeros, note, source, table, "
          + "compiled_from, published, retrieved, standing, covers, span, gaps, counts, rounded_to, earlier, "
          + "at_the_latest, ended, continued_by.",
        "sources.yaml:10:16: expected a day as YYYY-MM-DD for \"published\", found \"October 2023\"",
        "sources.yaml:11:16: expected a number of days from 0 to 3660, or none for \"usual_lag\", "
          + "found \"soon\"",
        "sources.yaml:2:5: expected an entry \"note\" for \"sources\", found none",
        "sources.yaml:14:14: expected whole, within:PLACE or only, with labels after it or without "
          + "for \"plaec\", found \"only:CRI\"",
        "sources.yaml:25:16: expected a number of days from 0 to 3660 for \"usual_lag\", found "
          + "\"none\"",
      ])
  }

  @Test func aSourceIsDescribedOnce() {
    #expect(
      faults(text(source + "\n" + source, dataset)) == [
        "sources.yaml:18:13: expected a name without spaces that no other entry has for \"source\", "
          + "found \"cri-2023-09\""
      ])
  }
}
