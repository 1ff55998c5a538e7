import Foundation

/// The version of the program, from the file `VERSION` that ships with it. `scripts/release.sh` refuses a tag that says
/// another.
enum ProgramVersion {
  static let text: String = {
    let file = Bundle.module.bundleURL.appending(path: "VERSION")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let version = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return version.isEmpty ? "unknown" : version
  }()
}
