import Foundation
import Tabular

/// Writes a brief into a folder: `brief.html` and `brief.json`.
package struct BriefFiles {
  package let folder: String

  package init(folder: String) {
    self.folder = folder
  }

  /// Writes both files, each beside its place and then renamed, so that a reader never meets half
  /// of one.
  ///
  /// - Returns: the paths written, the page first.
  package func write(_ content: BriefContent, page: String) throws -> [String] {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let files = [("brief.html", Data(page.utf8)), ("brief.json", try AnswerJSON.data(content))]
    return try files.map { name, data in
      let file = url.appending(path: name)
      try FileWriting.write(data, to: file.path)
      return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
  }
}
