import ArgumentParser
import Commands
import Foundation

/// The commands that can run in several processes; each shares its work among them.
struct TrochaMPI: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trocha-mpi",
    abstract: "Trocha's simulations in many processes at once, started by mpirun or srun.",
    discussion: """
      Runs are shared among the processes; a single run shares its people. The results are those of \
      trocha, byte for byte. Each process computes one run at a time unless --threads says more.

      EXAMPLES
        mpirun -n 4 trocha-mpi simulate flee mali2012 --runs 1000 --out mali
        srun trocha-mpi simulate flee mali2012 --design settings.csv --errors errors.csv
        mpirun -n 4 trocha-mpi whatif base tps-september --as-of 2023-10-05 --out what-if
      """,
    version: Trocha.version,
    subcommands: [Simulate.self, WhatIfCommand.self])

  struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "simulate",
      abstract: "Simulate how people move on a network of places and roads.",
      subcommands: [SimulateFleeCommand.self, SimulateCorridorCommand.self])
  }
}

func perform() async throws {
  var command = try TrochaMPI.parseAsRoot()
  if var asynchronous = command as? any AsyncParsableCommand {
    try await asynchronous.run()
  } else {
    try command.run()
  }
}

// mpirun gives each process a terminal of its own, whatever reads what they write.
setenv("NO_COLOR", "1", 1)
let ranks = MPIRanks()
Processes.current = ranks
do {
  try await perform()
  ranks.end()
} catch {
  let code = TrochaMPI.exitCode(for: error)
  // What is wrong with the words of the command or with a file is found by all processes together;
  // for anything else the others would wait for ever.
  guard error is ExitCode || code == .validationFailure || code == .success else {
    try? FileHandle.standardError.write(
      contentsOf: Data("Process \(ranks.rank): \(TrochaMPI.fullMessage(for: error))\n".utf8))
    ranks.abort()
  }
  // Said before MPI ends: mpirun stops the first process when another has ended with a fault.
  let message = TrochaMPI.fullMessage(for: error)
  if ranks.rank == 0, !message.isEmpty {
    let output: FileHandle = code == .success ? .standardOutput : .standardError
    try? output.write(contentsOf: Data((message + "\n").utf8))
  }
  ranks.end()
  exit(ranks.rank == 0 ? code.rawValue : EXIT_SUCCESS)
}
