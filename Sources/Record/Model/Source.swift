import Periods

/// Where figures come from. A figure without one cannot be made.
public struct Source: Hashable, Codable, Sendable, Identifiable {
  /// Short name, unique in a record: `cbp-southwest-2025-06-19`.
  public var id: String
  /// The publication that this is one release of: `cbp-nationwide-encounters`. A later release of
  /// one dataset replaces an earlier one for the periods that both cover.
  public var dataset: String
  /// Who publishes the figures, as it calls itself: `UNHCR`.
  public var publisher: String
  /// What the table is called, with what it is about and from when to when.
  public var title: String
  /// Address of the publication; empty when it has none.
  public var url: String
  /// How to cite it in full.
  public var citation: String
  /// The terms under which the publisher lets others use the figures, in its words or by the licence's short
  /// name; empty when not known.
  public var licence: String
  /// Day the release was published.
  public var published: Day
  /// Day the file was fetched; `nil` when not known.
  public var retrieved: Day?
  /// SHA-256 of the file the figures were read from, in lower-case hexadecimal.
  public var sha256: String
  /// Days from the end of a period to its first publication, when this release is a late vintage
  /// that stands in for earlier ones which are not held; `nil` when each figure counts as published
  /// on ``published`` only.
  public var usualLag: Int?
  /// Whether the publisher counted, or quotes another.
  public var standing: Standing
  /// Whether the table leaves out cells that are zero: a cell that is absent in a period the
  /// release covers is then zero, not unknown.
  public var leavesOutZeros: Bool
  /// What it counts, what it does not, and how it came here.
  public var note: String
  /// What its tables may answer for.
  public var coverage: Coverage
  /// How the day of publication is known.
  public var dating: Dating

  /// Where a day of publication comes from.
  public enum Dating: String, Codable, Sendable, CaseIterable {
    /// The file or its user says it.
    case given
    /// The file was out by this day; the day itself is not known.
    case atLatest = "at-latest"
    /// Nothing shows it. A file that is being read has the day of reading; in a record a version before took
    /// the publisher's usual lag after the last period, and nothing is stored so any more.
    case guessed

    /// How sure the day is: a surer one takes the place of one that is less so.
    var rank: Int { Dating.allCases.count - (Dating.allCases.firstIndex(of: self) ?? 0) }
  }

  /// Who stands behind a number.
  public enum Standing: String, Codable, Sendable, CaseIterable {
    /// The publisher made the count.
    case official
    /// Somebody quotes a count that another made. An official figure always goes before it.
    case quoted
  }

  /// - Parameters:
  ///   - sha256: of the file, in lower-case hexadecimal.
  ///   - usualLag: days from the end of a period to its first publication, 0 to 3660; `nil` for a release
  ///     whose figures all count as published on its own day.
  public init(
    id: String, dataset: String, publisher: String, title: String, url: String = "",
    citation: String = "", licence: String = "", published: Day, retrieved: Day? = nil,
    sha256: String, usualLag: Int? = nil, standing: Standing = .official,
    leavesOutZeros: Bool = false, note: String = "", coverage: Coverage = .undeclared,
    dating: Dating = .given
  ) {
    self.id = id
    self.dataset = dataset
    self.publisher = publisher
    self.title = title
    self.url = url
    self.citation = citation
    self.licence = licence
    self.published = published
    self.retrieved = retrieved
    self.sha256 = sha256
    self.usualLag = usualLag
    self.standing = standing
    self.leavesOutZeros = leavesOutZeros
    self.note = note
    self.coverage = coverage
    self.dating = dating
  }

  /// The day a figure of this release counts as known from: the day of publication, or for a late
  /// vintage that stands in for earlier ones, the usual lag after the period.
  public func known(from period: Period) -> Day {
    guard let usualLag else { return published }
    return min(published, period.last.adding(days: usualLag))
  }
}
