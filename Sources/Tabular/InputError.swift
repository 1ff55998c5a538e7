/// One thing that is wrong with an input, said so that the person who holds the file can mend it.
public struct InputIssue: Hashable, Sendable {
  /// The file as the user named it.
  public var file: String
  /// Line in the file, from 1; `nil` when the whole file is meant.
  public var line: Int?
  /// Column: the number of the field in its line, from 1; `nil` when the whole line is meant.
  public var column: Int?
  /// Name of that column, when the file has a header.
  public var columnName: String?
  /// What should have stood there, as the end of "expected …": `a count of at least 0`.
  public var expected: String
  /// What stands there instead, as the end of "found …"; a field's own text in quotation marks.
  public var found: String
  /// What to do about it; empty when there is nothing to add.
  public var hint: String

  /// An issue of a file, a line or a field, by how much of the place is given.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, columnName: String? = nil,
    expected: String, found: String, hint: String = ""
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.expected = expected
    self.found = found
    self.hint = hint
  }
}

extension InputIssue: CustomStringConvertible {
  /// `file:line:column (name): expected …, found …`, and the hint on a line of its own.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column {
      text += line == nil ? ": column \(column)" : ":\(column)"
      if let columnName { text += " (\(columnName))" }
    }
    text += ": expected \(expected), found \(found)"
    return hint.isEmpty ? text : text + "\n  \(hint)"
  }
}

/// Everything that is wrong with an input. A reader that throws it has changed nothing.
public struct InputError: Error, Hashable, Sendable {
  /// In order of line and column; never empty.
  public let issues: [InputIssue]
  /// Issues found after the reader stopped listing them.
  public let unlisted: Int

  /// An error of one issue, after which a reader cannot go on.
  public init(_ issue: InputIssue) {
    issues = [issue]
    unlisted = 0
  }

  /// `nil` when there is no issue.
  public init?(_ issues: [InputIssue], unlisted: Int = 0) {
    guard !issues.isEmpty else { return nil }
    self.issues = issues
    self.unlisted = unlisted
  }
}

extension InputError: CustomStringConvertible {
  /// Every issue that is listed, one below the other, and how many more there are.
  public var description: String {
    let listed = issues.map(\.description).joined(separator: "\n")
    return unlisted == 0 ? listed : listed + "\n… and \(unlisted) more"
  }
}

/// Collects issues while a reader goes on, so that several are reported at once.
package struct InputIssues: Sendable {
  /// Enough to see what kind of mistake a file has; more would scroll it away.
  package static let limit = 50

  package let file: String
  package private(set) var listed: [InputIssue] = []
  package private(set) var unlisted = 0

  package init(file: String) {
    self.file = file
  }

  package var isEmpty: Bool { listed.isEmpty }

  /// How many there are, listed or not.
  package var count: Int { listed.count + unlisted }

  /// Whether further issues are only counted: then a hint need not be worked out.
  package var isFull: Bool { listed.count >= InputIssues.limit }

  package mutating func add(
    line: Int? = nil, column: Int? = nil, columnName: String? = nil,
    expected: String, found: String, hint: String = ""
  ) {
    guard listed.count < InputIssues.limit else {
      unlisted += 1
      return
    }
    listed.append(
      InputIssue(
        file: file, line: line, column: column, columnName: columnName,
        expected: expected, found: found, hint: hint))
  }

  package mutating func add(_ error: InputError) {
    for issue in error.issues {
      guard listed.count < InputIssues.limit else {
        unlisted += 1
        continue
      }
      listed.append(issue)
    }
    unlisted += error.unlisted
  }

  /// Runs a reader and keeps what it says is wrong, so that the faults of several files are reported at once.
  package mutating func collect<Value>(_ body: () throws(InputError) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      add(error)
      return nil
    }
  }

  /// Throws what was collected, if anything.
  package func check() throws(InputError) {
    if let error = InputError(listed, unlisted: unlisted) { throw error }
  }
}
