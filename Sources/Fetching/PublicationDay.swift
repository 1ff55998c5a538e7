import Foundation
import Periods
import Record

/// The day that a fetched release counts as published on, and what says so.
package struct PublicationDay: Hashable, Sendable {
  package var day: Day
  package var sign: Sign

  /// What a day of publication is taken from.
  package enum Sign: String, Codable, Sendable {
    /// The user, or the pack that the file came in.
    case given
    /// The server: when the file was last changed.
    case lastModified = "last-modified"
    /// The last day of the month that the address names.
    case folder
    /// The day it was fetched: it was public then at the latest.
    case fetched
  }

  /// Chooses the day by what is known beside the file.
  ///
  /// The day a server gives may be that of a move to another server. Where the address names a month, it
  /// counts only within that month. No day before the last one counted, and none after the day of fetching, is
  /// taken.
  ///
  /// - Parameter last: the last day that the figures are about.
  package init(
    given: Day?, lastModified: String?, address: String, fetched: Day, last: Day?
  ) {
    if let given {
      self.init(day: given, sign: .given)
      return
    }
    let isPossible = { (day: Day) in day <= fetched && (last.map { day >= $0 } ?? true) }
    let changed = lastModified.flatMap(HTTPDay.init)?.day
    let month = LinkRank.folder(address).flatMap { Day(year: $0.year, month: $0.month, day: 1) }
      .map(Period.month(of:))
    if let month {
      if let changed, month.contains(changed), isPossible(changed) {
        self.init(day: changed, sign: .lastModified)
        return
      }
      let end = min(month.last, fetched)
      if end >= month.first, isPossible(end) {
        self.init(day: end, sign: .folder)
        return
      }
    } else if let changed, isPossible(changed) {
      self.init(day: changed, sign: .lastModified)
      return
    }
    self.init(day: fetched, sign: .fetched)
  }

  package init(day: Day, sign: Sign) {
    self.day = day
    self.sign = sign
  }
}

/// The day of a time as HTTP writes it: `Fri, 17 Jul 2026 14:03:11 GMT` (RFC 9110, 5.6.7).
struct HTTPDay {
  let day: Day

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count >= 4, let number = Int(parts[1]), let year = Int(parts[3]),
      let month = HTTPDay.months.firstIndex(of: String(parts[2])),
      let day = Day(year: year, month: month + 1, day: number)
    else { return nil }
    self.day = day
  }
}
