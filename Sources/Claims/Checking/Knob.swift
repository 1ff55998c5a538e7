import Foundation
enum Knob {
  static func value(_ n: String, _ d: Double) -> Double { ProcessInfo.processInfo.environment[n].flatMap(Double.init) ?? d }
  static let six = value("K6", 16)
  static let five = value("K5", 12)
  static let four = value("K4", 6)
  static let world = value("KW", 4)
  static let off = ProcessInfo.processInfo.environment["KOFF"] ?? ""
}
