import Foundation
import Tabular

/// The articles that a command line names: files, and what a folder holds.
struct ArticleNames {
  private(set) var names: [String] = []
  /// Whether one file is named, and no folder: the answer is then that of one article.
  private(set) var isOne: Bool
  /// Folders that cannot be read or hold nothing.
  private(set) var faults: [InputError] = []

  init(_ arguments: [String]) {
    isOne = arguments.count == 1
    for argument in arguments {
      guard ArticleNames.isFolder(argument) else {
        names.append(argument)
        continue
      }
      isOne = false
      switch ArticleNames.files(in: argument) {
      case .success(let files) where files.isEmpty:
        faults.append(ArticleNames.fault(argument, found: "an empty folder"))
      case .success(let files): names += files
      case .failure(let error): faults.append(error)
      }
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return path != "-" && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The files of a folder in the order of their names, without its folders, what is hidden and what is
  /// still being written: downloads and editors give those names of their own.
  static func files(in folder: String) -> Swift.Result<[String], InputError> {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let start = folder.hasSuffix("/") ? folder : folder + "/"
      return .success(
        names.filter { name in
          !name.hasPrefix(".") && !unfinished.contains { name.lowercased().hasSuffix($0) }
        }.sorted().map { start + $0 }.filter { ArticleFile.state($0) != nil })
    } catch {
      return .failure(fault(folder, found: "none that can be read"))
    }
  }

  private static let unfinished = ["~", ".part", ".crdownload", ".tmp", ".swp"]

  private static func fault(_ folder: String, found: String) -> InputError {
    InputError(InputIssue(file: folder, expected: "a folder with articles", found: found))
  }
}
