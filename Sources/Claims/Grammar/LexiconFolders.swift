import Foundation

/// Where the tables of words are: those that come with the target, and folders of one's own, whose rows are
/// added to them.
struct LexiconFolders: Sendable {
  private let folders: [URL]

  private static let shipped = Bundle.module.bundleURL.appending(path: "lexicon")

  /// The path of a table that is no matter of words, and only Trocha's own.
  static func shipped(_ name: String) -> String {
    shipped.appending(path: name).path(percentEncoded: false)
  }

  /// - Parameter own: folders that each hold any of the tables.
  init(own: [URL] = []) {
    folders = [LexiconFolders.shipped] + own
  }

  /// The paths of a table: Trocha's own first, and those of the folders that have one.
  func paths(_ name: String) -> [String] {
    folders.enumerated().compactMap { order, folder in
      let path = folder.appending(path: name).path(percentEncoded: false)
      return order == 0 || FileManager.default.fileExists(atPath: path) ? path : nil
    }
  }
}
