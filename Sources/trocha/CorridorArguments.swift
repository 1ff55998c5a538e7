import ArgumentParser
import Corridors

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
}
