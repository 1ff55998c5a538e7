import Foundation

/// Settings that ship with the program, by the name that stands in the place of a file's path.
///
/// Each is a file in the format of `simsetting.yml`, which FLEE reads as well. A file of the same name is
/// reached as `./flee`.
public enum ShippedSettings: String, CaseIterable, Sendable {
  /// The single setting of FLEE's published validation sweep (github.com/djgroen/FabFlee).
  case flee
  /// Found on six conflicts, each judged with settings that were found without it (docs/validation.md).
  case trocha

  /// Path of the file.
  public var path: String {
    Bundle.module.bundleURL.appending(path: "settings/\(rawValue).yml").path(percentEncoded: false)
  }

  /// The path of a file of settings, given as such or as a name of those that ship.
  package static func path(of given: String) -> String {
    ShippedSettings(rawValue: given)?.path ?? given
  }

  /// A path's last part, which still names a file and none of those that ship.
  package static func nameOfFile(_ given: String) -> String {
    let name = URL(fileURLWithPath: given).lastPathComponent
    return name != given && ShippedSettings(rawValue: name) != nil ? "./" + name : name
  }
}
