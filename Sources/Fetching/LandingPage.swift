import Foundation
import Periods
import Record

/// A publisher's page, and the newest of the files that it links to.
package struct LandingPage {
  package let links: [URL]

  /// - Parameter address: of the page, to which its links are relative.
  package init(text: String, address: String) {
    let base = URL(string: address)
    var seen: Set<URL> = []
    links = LandingPage.references(in: text).compactMap { reference in
      guard let url = URL(string: reference, relativeTo: base)?.absoluteURL,
        ["http", "https"].contains(url.scheme?.lowercased() ?? ""), seen.insert(url).inserted
      else { return nil }
      return url
    }
  }

  /// What stands in `href="…"`, with the few character references that addresses have.
  private static func references(in text: String) -> [String] {
    text.matches(of: /(?i)href\s*=\s*(?:"([^"]*)"|'([^']*)')/).map { match in
      String(match.1 ?? match.2 ?? "")
        .replacing("&amp;", with: "&").replacing("&#38;", with: "&")
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// The newest link that has a pattern.
  package func newest(pattern: String) -> URL? {
    guard let regex = try? Regex(pattern) else { return nil }
    return links.enumerated().compactMap {
      place, link -> (rank: LinkRank, place: Int, link: URL)? in
      LinkRank(link.absoluteString, regex).map { ($0, place, link) }
    }
    // A page lists its newest file first, so that of two that are alike the first counts.
    .max { ($0.rank, -$0.place) < ($1.rank, -$1.place) }?.link
  }
}

/// How new a file is by its address.
struct LinkRank: Comparable {
  private let year: Int
  /// Months since the fiscal year's or the calendar year's beginning; a file of the whole year comes last.
  private let month: Int
  private let day: Int
  /// The folder's month, as `2026-07`.
  private let folder: Int
  /// The last day that the name says the file reaches; `nil` when it does not say.
  let end: Day?

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  /// In a fiscal year of two digits.
  private static let century = 2000

  /// - Parameter regex: with the named parts `to`, `year`, `month` and `day`, as far as there are.
  /// - Returns: `nil` for an address that the pattern does not fit.
  init?(_ address: String, _ regex: Regex<AnyRegexOutput>) {
    guard let match = address.firstMatch(of: regex) else { return nil }
    var parts: [String: String] = [:]
    for part in match.output {
      if let name = part.name, let value = part.substring { parts[name] = String(value) }
    }
    let number = { (name: String) in parts[name].flatMap { Int($0) } }
    let fiscal = number("to")
    year = fiscal ?? number("year") ?? 0
    day = number("day") ?? 0
    let named = parts["month"].flatMap { text in
      Int(text) ?? LinkRank.months.firstIndex(of: text.lowercased()).map { $0 + 1 }
    }
    // The United States' fiscal year begins in October.
    month = named.map { fiscal == nil ? $0 - 1 : ($0 + 2) % 12 } ?? 12
    folder = LinkRank.folder(address).map { $0.year * 12 + $0.month } ?? 0
    end = fiscal.flatMap { fiscal in
      let year = fiscal < 100 ? fiscal + LinkRank.century : fiscal
      let month = named ?? 9
      return Day(year: month >= 10 ? year - 1 : year, month: month, day: 1)
        .map { Period.month(of: $0).last }
    }
  }

  static func == (a: LinkRank, b: LinkRank) -> Bool { !(a < b) && !(b < a) }

  static func < (a: LinkRank, b: LinkRank) -> Bool {
    (a.year, a.month, a.day, a.folder) < (b.year, b.month, b.day, b.folder)
  }

  /// The month that a folder of the address names: `/2026-07/`.
  static func folder(_ address: String) -> (year: Int, month: Int)? {
    guard let match = address.firstMatch(of: /\/(20\d\d)-(0[1-9]|1[0-2])\//),
      let year = Int(match.1), let month = Int(match.2)
    else { return nil }
    return (year, month)
  }
}

extension PublishedTable {
  /// The last day that the name of one of its files says it reaches; `nil` when it does not say.
  package func namedEnd(of name: String) -> Day? {
    guard case .link(let pattern, _) = finding, let regex = try? Regex(pattern) else { return nil }
    return LinkRank(name, regex)?.end
  }
}
