import Foundation

/// Where Trocha keeps what its user has brought: the record's folder.
package enum UserData {
  /// The record: `$TROCHA_RECORD`, else `trocha/record.sqlite` under `$XDG_DATA_HOME`, by default
  /// `~/.local/share` (XDG Base Directory Specification 0.8: a relative path is to be ignored).
  package static func record(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    if let path = environment["TROCHA_RECORD"], !path.isEmpty { return path }
    let base: String
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      base = data
    } else {
      base = (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
    }
    return base + "/trocha/record.sqlite"
  }

  /// The folder that the record lies in.
  package static func folder(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    URL(fileURLWithPath: record(environment: environment)).deletingLastPathComponent()
      .path(percentEncoded: false)
  }
}
