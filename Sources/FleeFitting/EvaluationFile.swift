import Foundation
import Synchronization
import Tabular

/// What has been computed: the errors of settings on conflicts, in a file that grows by a row for each.
///
/// A search that is begun again finds its rows there, and computes only what is missing. Files of several machines, put
/// together, are one file.
package final class EvaluationFile: Sendable {
  /// A conflict and settings, as they stand in the file.
  package struct Key: Hashable, Sendable {
    package var conflict: String
    /// Values in the order of the columns, in their shortest form that reads back the same.
    package var values: String
  }

  private let names: [String]
  private let known: Mutex<[Key: FitError]>
  private let path: String?
  private let handle: Mutex<FileHandle?>
  /// Names the search: rows of another seed, scale or version of the rules are of no use.
  private let mark: String

  private static let columns = ["mark", "conflict", "elsewhere", "as_flee"]

  /// - Parameters:
  ///   - path: the file that grows; `nil` for none.
  ///   - others: further files that are read.
  ///   - mark: what results depend on beside settings and conflict.
  /// - Throws: an `InputError` for a file that is no such table.
  package init(
    _ path: String?, others: [String] = [], settings: [FittedSetting], mark: String
  ) throws {
    names = settings.map(\.setting)
    self.path = path
    self.mark = mark
    var known: [Key: FitError] = [:]
    let manager = FileManager.default
    for file in others + [path].compactMap(\.self) where manager.fileExists(atPath: file) {
      try EvaluationFile.read(file, names, mark, into: &known)
    }
    self.known = Mutex(known)
    guard let path else {
      handle = Mutex(nil)
      return
    }
    if !manager.fileExists(atPath: path) {
      let header = (EvaluationFile.columns + names).joined(separator: ",") + "\n"
      try FileWriting.write(header, to: path)
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    // Half a row, of a program that was killed, is written again.
    let text = try file.readToEnd() ?? Data()
    try file.truncate(atOffset: UInt64((text.lastIndex(of: 0x0A) ?? -1) + 1))
    try file.seekToEnd()
    handle = Mutex(file)
  }

  /// Reads rows; the last may be cut off where the program was killed.
  private static func read(
    _ path: String, _ names: [String], _ mark: String, into known: inout [Key: FitError]
  ) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let header = (columns + names).joined(separator: ",")
    guard lines.first.map(String.init) == header else {
      throw InputError(
        InputIssue(
          file: path, line: 1, expected: header,
          found: lines.first.map { "\"\($0)\"" } ?? "nothing",
          hint: "It is of another search: give another --out."))
    }
    // What follows the last end of a line is half a row, or nothing.
    lines.removeLast()
    for (number, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == columns.count + names.count, let elsewhere = Double(fields[2]),
        let asFLEE = Double(fields[3])
      else {
        throw InputError(
          InputIssue(
            file: path, line: number + 1, expected: "a row of results", found: "\"\(line)\""))
      }
      guard fields[0] == mark else { continue }
      let key = Key(conflict: fields[1], values: fields[columns.count...].joined(separator: ","))
      known[key] = FitError(elsewhere: elsewhere, asFLEE: asFLEE)
    }
  }

  package func key(_ conflict: String, _ values: [String: Double]) -> Key {
    Key(
      conflict: conflict,
      values: names.map { CSVWriter.number(values[$0] ?? .nan) }.joined(separator: ","))
  }

  package subscript(key: Key) -> FitError? { known.withLock { $0[key] } }

  package var count: Int { known.withLock { $0.count } }

  /// Keeps a result, and writes its row.
  package func add(_ error: FitError, for key: Key) throws {
    guard known.withLock({ $0.updateValue(error, forKey: key) }) == nil else { return }
    let row = "\(mark),\(key.conflict),\(error.elsewhere),\(error.asFLEE),\(key.values)\n"
    try handle.withLock { try $0?.write(contentsOf: Data(row.utf8)) }
  }
}
