import Periods
import Wording

/// A publisher's table that the record is kept current with: where it is found and when it comes out.
package struct PublishedTable: Sendable {
  /// Its name on the command line: `cbp-nationwide`.
  package var id: String
  /// Datasets of the record that its releases belong to.
  package var datasets: [String]
  /// Beginning of the names of its releases, where another table has the same dataset.
  package var releasesBegin: String?
  package var publisher: String
  package var title: String
  /// The page that a person looks at.
  package var page: String
  package var licence: String
  /// What it is about, in words.
  package var covers: String
  /// The reader of its files; `nil` to recognise it by the file.
  package var format: String?
  package var schedule: ReleaseSchedule
  package var finding: Finding

  /// How the file's address is found.
  package enum Finding: Hashable, Sendable {
    /// The address itself.
    case address(String)
    /// A pattern of the links on a page.
    case link(pattern: String, page: String)
    /// The address of an answer in pages, with ``pagePlace`` for the page's number.
    case pages(String)
    /// Nobody but a person can fetch it: why, and what to do.
    case byHand(Localized)
  }

  package static let pagePlace = "{page}"

  package var isFetched: Bool {
    if case .byHand = finding { return false }
    return true
  }

  /// Where the files come from, as a person may look it up.
  package var origin: String {
    switch finding {
    case .address(let address), .link(_, let address): address
    case .pages(let address): address.replacing(PublishedTable.pagePlace, with: "1")
    case .byHand: page
    }
  }

  /// What to do without a network, or when fetching fails.
  package var byHand: Localized {
    if case .byHand(let words) = finding { return words }
    return Localized(
      "Save the file from \(page) and run: trocha record import FILE --published DAY",
      "Guarde el archivo de \(page) y ejecute: trocha record import ARCHIVO --published DÍA")
  }
}
