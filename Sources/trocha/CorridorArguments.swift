import ArgumentParser
import Corridor
import Crypto
import Foundation
import Tabular

/// Reading a corridor for a command.
enum CorridorArguments {
  /// Reads what a simulation needs; what is wrong goes to standard error, and the exit code is 2.
  static func movement(_ folder: CorridorFolder) throws -> MovementCorridor {
    do {
      return try folder.movement()
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// SHA-256 of the files that a simulation rests on, in hexadecimal.
  static func digest(_ folder: CorridorFolder) -> String {
    var hash = SHA256()
    for name in ["places.csv", "roads.csv", "policies.yaml", "movement.yaml", "posterior.json"] {
      hash.update(data: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data())
    }
    return hash.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
