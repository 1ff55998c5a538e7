import Foundation

/// Programs as they were built with the tests.
package enum BuiltProgram {
  package static let executable = named("trocha")

  /// It lies beside the test bundle, or one folder up, as the runner has it.
  package static func named(_ name: String) -> URL {
    let folder = Bundle.main.bundleURL
    let candidates = [folder, folder.deletingLastPathComponent()].map { $0.appending(path: name) }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? candidates[0]
  }
}
