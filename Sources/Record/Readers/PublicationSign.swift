import Foundation
import Periods
import Tabular
import Wording

/// The day on which a file was published, and what shows it.
///
/// A day that is wrong on the early side lets the record know what was not yet known. So a sign that leaves
/// the day open means the last day that it allows, and says so; where there is no sign there is no day.
public struct PublicationSign: Hashable, Codable, Sendable {
  /// The day, or the last that it can have been.
  public var day: Day
  /// Whether the file was published on the day; else it was on that day at the latest.
  public var isExact: Bool
  /// Where the day was read.
  public var place: Place
  /// What stands there; empty for a day that the user gave.
  public var text: String

  /// Where a day of publication can be read.
  public enum Place: String, Codable, Sendable, CaseIterable {
    /// The file's user says it.
    case given
    /// A line of the file above its header.
    case line
    /// The file's name.
    case name
    /// The folder of the address or of the file: publishers have one for each month.
    case folder
    /// The day on which the file was fetched: it was out by then.
    case retrieved
  }

  /// - Parameter text: what stands there.
  public init(_ day: Day, isExact: Bool, place: Place, text: String = "") {
    self.day = day
    self.isExact = isExact
    self.place = place
    self.text = text
  }

  /// The same, no later than a day: what is at hand on a day is out.
  func noLater(than today: Day) -> PublicationSign {
    guard day > today, !isExact else { return self }
    var sign = self
    sign.day = today
    return sign
  }
}

extension PublicationSign {
  /// The sign of a file: what its user says, else what stands in the file, in its name, in its folder; else
  /// the day on which it was fetched. `nil` where there is none.
  ///
  /// - Throws: an `InputError` for a file that cannot be read.
  public static func find(of file: PublishedFile) throws(InputError) -> PublicationSign? {
    if let given = file.published { return PublicationSign(given, isExact: true, place: .given) }
    let names = [file.name, file.url].map(PublicationSign.path)
    // Of the name and the address each may have a sign; the name is what the user sees.
    let sign =
      try inLines(of: file)
      ?? names.lazy.compactMap { inName($0.last ?? "") }.first
      ?? names.lazy.compactMap { inFolder($0) }.first
      ?? file.retrieved.map {
        PublicationSign($0, isExact: false, place: .retrieved, text: "\($0)")
      }
    return sign?.noLater(than: file.today)
  }

  /// The folders and the name of a path or an address, without its query.
  static func path(_ text: String) -> [String] {
    let path = text.prefix { $0 != "?" && $0 != "#" }
    return path.split { $0 == "/" || $0 == "\\" }.map {
      $0.removingPercentEncoding ?? String($0)
    }
  }

  // MARK: In the name

  /// The sign in a file's name: `NAME.known-2025-02-07.csv.gz`, `NAME.published-2025-11.csv.gz`,
  /// `MissingMigrants-Global-2026-05-06--19_42_11.csv`.
  static func inName(_ name: String) -> PublicationSign? {
    if let day = word("known", in: name).flatMap({ Day($0) }) {
      return PublicationSign(day, isExact: false, place: .name, text: "known-\(day)")
    }
    if let text = word("published", in: name) {
      if let day = Day(text) {
        return PublicationSign(day, isExact: true, place: .name, text: "published-\(text)")
      }
      if let day = lastDay(ofMonth: text) {
        return PublicationSign(day, isExact: false, place: .name, text: "published-\(text)")
      }
    }
    return download(name)
  }

  /// What follows a word of the name: `2025-02-07` in `unhcr.known-2025-02-07.csv.gz`.
  private static func word(_ word: String, in name: String) -> String? {
    name.split(separator: ".").dropFirst().lazy
      .compactMap { part in
        part.lowercased().hasPrefix(word + "-") ? String(part.dropFirst(word.count + 1)) : nil
      }.first
  }

  /// The day of a download that the publisher's site made, with the time to the second. What it shows was
  /// out by then, some of it long before.
  private static func download(_ name: String) -> PublicationSign? {
    guard let match = try? /(\d{4}-\d{2}-\d{2})--\d{2}_\d{2}_\d{2}/.firstMatch(in: name),
      let day = Day(String(match.1))
    else { return nil }
    return PublicationSign(day, isExact: false, place: .name, text: String(match.0))
  }

  private static func lastDay(ofMonth text: String) -> Day? {
    guard text.utf8.count == 7, let first = Day(text + "-01") else { return nil }
    return Period.month(of: first).last
  }

  // MARK: In the folder

  /// The sign in a publisher's folder, which is the month in which the file was put there:
  /// `/sites/default/files/2026-07/nationwide-encounters-fy23-fy26-jun-aor.csv`.
  ///
  /// Anybody's own folder may be named after the month that the figures are of. So a folder counts where it
  /// is the publisher's, or where the window in the file's name ends before the folder's month begins.
  static func inFolder(_ path: [String]) -> PublicationSign? {
    guard path.count > 1, let name = path.last else { return nil }
    let folder = path[path.count - 2]
    guard let last = lastDay(ofMonth: folder) else { return nil }
    let isPublishers = path.count > 2 && path[path.count - 3] == "files"
    let isAfterWindow =
      FileWindow(name: name).map { $0.period.last < Period.month(of: last).first } ?? false
    guard isPublishers || isAfterWindow else { return nil }
    return PublicationSign(last, isExact: false, place: .folder, text: folder)
  }

  // MARK: In the file

  /// The sign in the lines above a table's header, as UNHCR's downloads have it: "… was last updated on 14
  /// June 2023 as of the date and time of its download, 20/09/2023 22:18 UTC".
  private static func inLines(of file: PublishedFile) throws(InputError) -> PublicationSign? {
    guard let starts = try? TableStart.all(path: file.path, name: file.name, sheet: file.sheet),
      let start = starts.first
    else { return nil }
    return start.records.lazy.compactMap { inLine($0.joined(separator: " ")) }.first
  }

  private static let openings = ["last updated", "última actualización", "ultima actualizacion"]

  /// The sign in one line: a day right after "last updated".
  static func inLine(_ line: String) -> PublicationSign? {
    for opening in openings {
      guard let found = line.range(of: opening, options: .caseInsensitive) else { continue }
      let words = line[found.upperBound...].split { $0.isWhitespace || ":,;\"".contains($0) }
      let isFiller = { (word: Substring) in ["on", "el", "at"].contains(word.lowercased()) }
      let rest = words.drop(while: isFiller).map(String.init)
      // "14 June 2023", "14 de junio de 2023", "June 14 2023", "2023-06-14".
      for count in [5, 3, 1] where rest.count >= count {
        let text = rest.prefix(count).joined(separator: " ")
          .trimmingCharacters(in: CharacterSet(charactersIn: "."))
        if let day = Day(typed: text) {
          return PublicationSign(
            day, isExact: true, place: .line, text: "\(line[found]) \(text)")
        }
      }
    }
    return nil
  }
}

extension PublicationSign {
  /// Where the day was read, for a sentence: "from the name: known-2025-02-07".
  package func origin(_ language: Language) -> String {
    switch place {
    case .given: language("as given", "como se indicó")
    case .line: language("from the file: “\(text)”", "según el archivo: «\(text)»")
    case .name: language("from the name: \(text)", "según el nombre: \(text)")
    case .folder: language("from the folder \(text)", "según la carpeta \(text)")
    case .retrieved:
      language("the day it was fetched", "el día en que se obtuvo")
    }
  }
}
