import Periods
import Record

/// What the sources of the shipped figures have in common.
enum Provenance {
  /// The state of the tables: day on which gdidata was read.
  static let day = Day("2025-06-19") ?? Day(number: 0)

  /// The last day that the tables ship: later ones are left out, so that one corridor's series end
  /// together.
  static let end = Day("2024-06-30") ?? Day(number: 0)

  /// How a table reached us that gdidata holds.
  static let package =
    "through the R package gdidata (https://github.com/iom/gdidata, MIT licence), "
    + "state of 19 June 2025"

  static let packageLicence = "none stated by the publisher; gdidata: MIT"

  /// - Parameter day: when the table was public at the latest.
  static func source(
    dataset: String, publisher: String, title: String, url: String, citation: String,
    licence: String, day: Day? = day, usualLag: Int, leavesOutZeros: Bool, note: String
  ) -> Source {
    let day = day ?? Provenance.day
    return Source(
      id: "\(dataset)-\(day)", dataset: dataset, publisher: publisher, title: title, url: url,
      citation: citation, licence: licence, published: day, retrieved: day, sha256: "",
      usualLag: usualLag, leavesOutZeros: leavesOutZeros, note: note)
  }
}
