import CorridorModel
import Foundation
import Tabular

/// Where simulations keep the states that scenarios share, so that the next question about the same past
/// need not simulate it again.
package struct SharedPast: Sendable {
  package let states: any PastStates
  /// The program that made the states: those of another are not used.
  package let program: String

  /// As long as the program runs.
  package static func inMemory(version: String) -> SharedPast {
    SharedPast(states: MemoryPastStates(), program: program(version))
  }

  /// In the record's folder.
  package static func onDisk(version: String) -> SharedPast {
    SharedPast(
      states: DiskPastStates(UserData.folder() + "/cache/past"), program: program(version))
  }

  /// The version, and what tells two builds of it apart.
  private static func program(_ version: String) -> String {
    let path = Bundle.main.executablePath ?? ""
    let values = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (values?[.size] as? NSNumber)?.intValue ?? 0
    let changed = (values?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(version) \(size) \(changed)"
  }
}
