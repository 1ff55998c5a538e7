import GRDB
import Tabular

/// What can go wrong with a record.
public enum RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is no record, is damaged, or cannot be read or written.
  case cannotOpen(path: String, reason: String)
  /// The file is a database of another program.
  case otherProgram(path: String)
  /// A later version of Trocha has written the file.
  case newer(path: String)
  /// A record that can be read could not be written.
  case cannotWrite(path: String, reason: String)
  /// Another program, or a broken disk, has put something into the file that no record has.
  case damaged(path: String?, what: String)
  /// A source of this name is there already, with other figures.
  case sourceDiffers(id: String)
  /// A file held nothing that could be stored.
  case nothingRead(file: String)
  /// A release lost figures against the one before it.
  case lostFigures(id: String, ReleaseChanges)
  /// The record holds no source of this name; those that come near it, of which some can be taken out.
  case noSuchSource(id: String, suggestions: [String])
  /// The source came with Trocha, and stays.
  case sourceIsShipped(id: String)

  /// What is wrong and, on the next line, what to do, in English.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      """
      The record \(path) cannot be opened: \(reason).
        Check the path and its permissions, or give another place with --record PATH.
      """
    case .otherProgram(let path):
      """
      The file \(path) is a database of another program, and stays as it is.
        Give another place with --record PATH.
      """
    case .newer(let path):
      """
      The record \(path) was written by a later version of Trocha, and stays as it is.
        Take that version, or give another place with --record PATH.
      """
    case .cannotWrite(let path, let reason):
      """
      The record \(path) could not be written: \(reason).
        It is as it was before, and can be read.
      """
    case .damaged(let path, let what):
      """
      The record\(path.map { " \($0)" } ?? "") is damaged: \(what).
        Keep the file, and put a copy that you have in its place; --record PATH reads another.
      """
    case .sourceDiffers(let id):
      """
      The record already holds a source "\(id)" with other figures.
        Give the new release a name of its own, or put it in the old one's place with --replace.
      """
    case .nothingRead(let file): "Nothing could be read from \(file)."
    case .lostFigures(let id, let changes):
      """
      \(id) lacks what \(changes.before) has: \(changes.lossText(.english)).
        The file may be cut off. Without --strict it is stored with a warning.
      """
    case .noSuchSource(let id, let near):
      """
      The record holds no source "\(id)".
        \(near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? ")`trocha record \
      sources` lists them.
      """
    case .sourceIsShipped(let id):
      """
      "\(id)" came with Trocha and cannot be taken out: the next version would put it back.
        A release of your own goes before it for the periods that it covers (docs/record.md).
      """
    }
  }

  /// What the database says, as a sentence of the record's.
  init(_ error: DatabaseError, path: String) {
    let reason = RecordError.words(for: error)
    switch error.resultCode {
    case .SQLITE_CORRUPT: self = .damaged(path: path, what: "its pages do not fit together")
    case .SQLITE_CONSTRAINT where error.message?.hasPrefix("CHECK") == true:
      self = .damaged(path: path, what: "a day or a value in it is none")
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY:
      self = .cannotWrite(path: path, reason: reason)
    default: self = .cannotOpen(path: path, reason: reason)
    }
  }

  static let noDay = RecordError.damaged(path: nil, what: "a day in it is none")

  /// What an error of the database's library says to a person; `nil` for other errors.
  package static func words(of error: any Error) -> String? {
    (error as? DatabaseError).map { words(for: $0) }
  }

  static func words(for error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_NOTADB: "the file is no record of Trocha"
    case .SQLITE_CORRUPT: "the file is damaged"
    case .SQLITE_FULL: "the disk is full"
    case .SQLITE_IOERR: "the disk cannot be read or written"
    case .SQLITE_CANTOPEN: "there is no such folder, or no permission"
    case .SQLITE_READONLY, .SQLITE_PERM: "it may only be read"
    case .SQLITE_BUSY: "another program is writing to it"
    default: error.message ?? "\(error.resultCode)"
    }
  }
}
