import Yams

/// A place in a data file that is being read: a text, a list or a group of named entries.
///
/// Reading goes on after a mistake, so that all of a file's mistakes are reported at once; the reader
/// ends by asking ``check()``.
package struct DataEntry {
  let node: Node?
  /// The name of the entry, for messages; empty for the file as a whole.
  let place: String
  let issues: Issues

  /// What is wrong with the file so far.
  final class Issues {
    var list: InputIssues
    init(file: String) { list = InputIssues(file: file) }
  }

  /// Line of the entry, from 1.
  package var line: Int? { node?.mark?.line }
  package var column: Int? { node?.mark?.column }
  package var isList: Bool { node?.sequence != nil }
  package var isGroup: Bool { node?.mapping != nil }

  /// Says that something is wrong here.
  ///
  /// - Parameter offset: characters into a text that stands on one line.
  package func wrong(expected: String, found: String, hint: String = "", offset: Int = 0) {
    let name = place.isEmpty ? "" : " for \"\(place)\""
    issues.list.add(
      line: node?.mark?.line, column: (node?.mark?.column).map { $0 + offset },
      expected: expected + name, found: found, hint: hint)
  }

  /// Throws what has been found wrong in the whole file.
  package func check() throws(InputError) { try issues.list.check() }

  // MARK: Groups

  /// Refuses entries that are not among the known ones.
  package func knows(_ names: [String]) {
    guard let mapping = node?.mapping else {
      return wrong(expected: "a group of entries", found: kind)
    }
    for (key, _) in mapping {
      let name = key.string ?? ""
      if !names.contains(name) {
        let near = suggestion(for: name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
        DataEntry(node: key, place: "", issues: issues).wrong(
          expected: "a known entry", found: "\"\(name)\"",
          hint: near + "Known here: \(names.joined(separator: ", ")).")
      }
    }
  }

  /// An entry that may be missing.
  package func optional(_ name: String) -> DataEntry? {
    guard let mapping = node?.mapping, let value = mapping[name] else { return nil }
    return DataEntry(node: value, place: name, issues: issues)
  }

  /// An entry that must be there.
  package func required(_ name: String) -> DataEntry? {
    if let entry = optional(name) { return entry }
    wrong(expected: "an entry \"\(name)\"", found: isGroup ? "none" : kind)
    return nil
  }

  /// The entries of a group with their names, in the file's order.
  package var members: [(name: String, entry: DataEntry)] {
    guard let mapping = node?.mapping else {
      wrong(expected: "a group of entries", found: kind)
      return []
    }
    return mapping.map { key, value in
      (key.string ?? "", DataEntry(node: value, place: key.string ?? place, issues: issues))
    }
  }

  /// The entries of a list.
  package var list: [DataEntry] {
    guard let sequence = node?.sequence else {
      wrong(expected: "a list", found: kind)
      return []
    }
    return sequence.map { DataEntry(node: $0, place: place, issues: issues) }
  }

  // MARK: Texts

  /// A text; `nil`, and an issue, when there is something else.
  package var text: String? {
    guard let scalar = node?.scalar, !scalar.string.isEmpty else {
      wrong(expected: "a text", found: kind)
      return nil
    }
    return scalar.string
  }

  /// Whether the text stands on one line as it is, so that an offset into it is one into the file.
  package var isPlain: Bool {
    guard let scalar = node?.scalar else { return false }
    return scalar.style == .plain || scalar.style == .any
  }

  /// A text that is read as something else.
  package func value<Value>(_ expected: String, _ read: (String) -> Value?) -> Value? {
    guard let scalar = node?.scalar else {
      wrong(expected: expected, found: kind)
      return nil
    }
    if let value = read(scalar.string) { return value }
    wrong(expected: expected, found: scalar.string.isEmpty ? "nothing" : "\"\(scalar.string)\"")
    return nil
  }

  /// One of a few words.
  package func choice(_ words: [String]) -> String? {
    guard let scalar = node?.scalar else {
      wrong(expected: "one of \(words.joined(separator: ", "))", found: kind)
      return nil
    }
    if words.contains(scalar.string) { return scalar.string }
    let near = suggestion(for: scalar.string, among: words)
    wrong(
      expected: "one of \(words.joined(separator: ", "))", found: "\"\(scalar.string)\"",
      hint: near.map { "Did you mean \"\($0)\"?" } ?? "")
    return nil
  }

  /// A finite number.
  package var number: Double? {
    value("a number") { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// `true` or `false`.
  package var flag: Bool? {
    value("true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
  }

  private var kind: String {
    switch node {
    case nil: "nothing"
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "\"\(scalar.string.prefix(80))\""
    case .sequence: "a list"
    case .mapping: "a group of entries"
    case .alias: "an alias"
    }
  }
}
