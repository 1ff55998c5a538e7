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
  public var expected: String
  public var found: String
  /// What to do about it; empty when there is nothing to add.
  public var hint: String

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
  public var description: String {
    let listed = issues.map(\.description).joined(separator: "\n")
    return unlisted == 0 ? listed : listed + "\n… and \(unlisted) more"
  }
}

/// Collects issues while a reader goes on, so that several are reported at once.
public struct InputIssues: Sendable {
  /// Enough to see what kind of mistake a file has; more would scroll it away.
  public static let limit = 50

  public let file: String
  public private(set) var listed: [InputIssue] = []
  public private(set) var unlisted = 0

  public init(file: String) {
    self.file = file
  }

  public var isEmpty: Bool { listed.isEmpty }

  /// Whether further issues are only counted: then a hint need not be worked out.
  public var isFull: Bool { listed.count >= InputIssues.limit }

  public mutating func add(
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

  public mutating func add(_ error: InputError) {
    for issue in error.issues {
      guard listed.count < InputIssues.limit else {
        unlisted += 1
        continue
      }
      listed.append(issue)
    }
    unlisted += error.unlisted
  }

  /// Runs a reader and keeps what it says is wrong, so that several files are told at once.
  public mutating func collect<Value>(_ body: () throws(InputError) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      add(error)
      return nil
    }
  }

  /// Throws what was collected, if anything.
  public func check() throws(InputError) {
    if let error = InputError(listed, unlisted: unlisted) { throw error }
  }
}
