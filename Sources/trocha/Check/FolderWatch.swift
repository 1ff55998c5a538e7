import Foundation
import Tabular

/// Tells which files of a folder have appeared or changed, once they stand still.
struct FolderWatch {
  private let folder: String
  /// The states that were reported, and those of the beginning.
  private var known: [String: ArticleFile.State] = [:]
  private var last: [String: ArticleFile.State] = [:]
  private var isLost = false

  /// Files that are there already are not reported until they change.
  ///
  /// - Throws: an `InputError` when there is no such folder.
  init(_ folder: String) throws(InputError) {
    self.folder = folder
    guard ArticleNames.isFolder(folder) else {
      throw InputError(
        InputIssue(file: folder, expected: "a folder to watch", found: "no folder"))
    }
    let states = FolderWatch.states(try ArticleNames.files(in: folder).get())
    (known, last) = (states, states)
  }

  /// Files that have changed since they were reported, and not since the last look. An empty file is one
  /// that somebody is about to write.
  mutating func settled() -> [String] {
    let files: [String]
    switch ArticleNames.files(in: folder) {
    case .success(let found):
      files = found
      isLost = false
    case .failure(let error):
      // Said once; the folder may come back.
      if !isLost { Output.warn("Error: \(error)") }
      isLost = true
      return []
    }
    let now = FolderWatch.states(files)
    let settled = files.filter { file in
      guard let state = now[file], state.size > 0 else { return false }
      return state != known[file] && state == last[file]
    }
    for file in settled { known[file] = now[file] }
    // A file that is gone is new when it comes back.
    known = known.filter { now[$0.key] != nil }
    last = now
    return settled
  }

  /// A second, or until a signal.
  func wait() { sleep(1) }

  private static func states(_ files: [String]) -> [String: ArticleFile.State] {
    var states: [String: ArticleFile.State] = [:]
    for file in files { states[file] = ArticleFile.state(file) }
    return states
  }
}
