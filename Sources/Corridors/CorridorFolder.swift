import Foundation
import Periods
import Policies
import Tabular
import Wording

/// A folder that holds a corridor: `corridor.yaml` for the brief, and the files of its policies, its
/// network and its scenarios.
package struct CorridorFolder: Sendable {
  /// The corridor that commands use when none is named.
  package static let standard = "venezuela-us"

  /// Path of the folder.
  package let path: String

  /// Where a newer policy file of the user is kept; `nil` for a corridor that is the user's own.
  package let ownPolicies: OwnPolicies?

  /// The policy file that is read: the user's newer one, else that of the folder. Which of the two it is does
  /// not change while the program runs.
  package internal(set) var policiesPath: String

  /// The corridor's name: that of its folder.
  package var id: String { URL(fileURLWithPath: path).lastPathComponent }

  /// The names of the corridors that ship with Trocha.
  package static func shipped() -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: resources("corridors"))
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Finds a corridor by its name, or by the path of its folder.
  ///
  /// - Throws: an `InputError` that lists the known corridors.
  /// - Parameter userFolder: where the user's policy files are kept; `nil` for the record's folder.
  package init(_ nameOrPath: String, userFolder: String? = nil) throws(InputError) {
    let candidates =
      nameOrPath.contains("/")
      ? [nameOrPath] : [CorridorFolder.resources("corridors") + "/" + nameOrPath, nameOrPath]
    guard
      let found = candidates.first(where: {
        FileManager.default.fileExists(atPath: $0 + "/corridor.yaml")
          || FileManager.default.fileExists(atPath: $0 + "/movement.yaml")
      })
    else {
      let names = CorridorFolder.shipped()
      let near = suggestion(for: nameOrPath, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw InputError(
        InputIssue(
          file: nameOrPath,
          expected: "a corridor's name or a folder with a corridor.yaml or a movement.yaml",
          found: "neither",
          hint: near + "Corridors that come with Trocha: \(names.joined(separator: ", "))."))
    }
    path = found
    let isShipped = found.hasPrefix(CorridorFolder.resources("corridors"))
    let own =
      isShipped
      ? OwnPolicies(corridor: URL(fileURLWithPath: found).lastPathComponent, in: userFolder) : nil
    ownPolicies = own
    let usual = found + "/policies.yaml"
    let isOwn = own?.standsBefore(OwnPolicies.checked(usual)) ?? false
    policiesPath = isOwn ? own?.path ?? usual : usual
  }

  /// Another data file of the folder.
  package func file(_ name: String) throws(InputError) -> DataFile {
    try DataFile(path: path + "/" + name)
  }

  /// The name of a file of the folder in messages: without the path to where Trocha is installed.
  func shown(_ name: String) -> String {
    let isShipped = path.hasPrefix(CorridorFolder.resources("corridors"))
    return (isShipped ? URL(fileURLWithPath: path).lastPathComponent : path) + "/" + name
  }

  /// Whether the folder holds a file.
  package func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }

  /// Reads and checks the corridor's policies.
  package func policies() throws(InputError) -> PolicySet {
    let isUsual = policiesPath == path + "/policies.yaml"
    return try PolicyReader.read(
      policiesPath, name: isUsual ? shown("policies.yaml") : policiesPath)
  }

  /// The corridor's policies; `nil` for one without.
  package func policiesIfAny() throws(InputError) -> PolicySet? {
    has("policies.yaml") ? try policies() : nil
  }

  /// Reads and checks the corridor.
  package func corridor() throws(InputError) -> Corridor {
    let file = try file("corridor.yaml")
    let page = try file.decode(Page.self)
    try page.check(in: file)
    let outlines = try ByteStream(
      path: CorridorFolder.resources("outlines") + "/\(page.outlines).geojson"
    ).readAll(limit: 1 << 24)
    return Corridor(
      id: id, name: page.name, people: page.people,
      points: page.points, ways: page.ways, events: page.events.sorted { $0.day < $1.day },
      outlines: outlines)
  }

  package static func resources(_ folder: String) -> String {
    Bundle.module.bundleURL.appending(path: folder).path(percentEncoded: false)
  }

  /// The content of `corridor.yaml`.
  private struct Page: Decodable {
    var name: Localized
    var people: String
    var outlines: String
    var points: [Corridor.Point]
    var ways: [Corridor.Way]
    var events: [Corridor.Event]

    func check(in file: DataFile) throws(InputError) {
      var issues = InputIssues(file: file.name)
      func add(_ path: [Key], _ expected: String, _ found: String, _ hint: String = "") {
        let issue = file.issue(at: path, expected: expected, found: found, hint: hint)
        issues.add(
          line: issue.line, column: issue.column, expected: expected, found: found, hint: hint)
      }
      var seen: Set<String> = []
      for (index, point) in points.enumerated() {
        let path: [Key] = [.name("points"), .index(index)]
        if !seen.insert(point.id).inserted {
          add(path + [.name("id")], "a name not yet used", "\"\(point.id)\" again")
        }
        if !(-90...90).contains(point.latitude) {
          add(path + [.name("latitude")], "−90 to 90 degrees", "\(point.latitude)")
        }
        if !(-180...180).contains(point.longitude) {
          add(path + [.name("longitude")], "−180 to 180 degrees", "\(point.longitude)")
        }
      }
      for (index, way) in ways.enumerated() {
        for (key, end) in [("from", way.from), ("to", way.to)] where !seen.contains(end) {
          add(
            [.name("ways"), .index(index), .name(key)], "the id of a point", "\"\(end)\"",
            suggestionHint(for: end, among: seen.sorted()))
        }
      }
      try issues.check()
    }
  }

  private enum Key: CodingKey {
    case name(String)
    case index(Int)

    var stringValue: String {
      switch self {
      case .name(let name): name
      case .index(let index): "\(index)"
      }
    }
    var intValue: Int? {
      if case .index(let index) = self { return index }
      return nil
    }
    init?(stringValue: String) { self = .name(stringValue) }
    init?(intValue: Int) { self = .index(intValue) }
  }
}
