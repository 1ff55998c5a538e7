import Foundation
import TestSupport
import Testing

/// The program that runs under mpirun, where `make mpi` has built it.
enum MPIProgram {
  static let path = BuiltProgram.named("trocha-mpi").path
  static let mpirun = "/usr/bin/mpirun"

  static let isAvailable =
    FileManager.default.isExecutableFile(atPath: path)
    && FileManager.default.isExecutableFile(atPath: mpirun)

  /// Lets mpirun start more processes than there are cores, and as root where the tests run so: both are
  /// refused otherwise.
  static let environment = [
    "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_mpi_yield_when_idle": "1",
  ]
}

/// `trocha-mpi` in several processes on this machine: the same bytes as `trocha` in one.
///
/// `make mpi` builds it; `make check-long` does so before the tests.
@Suite(
  .serialized,
  .enabled(if: MPIProgram.isAvailable, "needs trocha-mpi and mpirun (make mpi)"))
struct MPICommandTests {
  private func run(
    _ processes: Int, _ arguments: [String], in folder: Program
  ) throws -> Program.Result {
    try folder.run(
      ["-n", "\(processes)", MPIProgram.path] + arguments, executable: MPIProgram.mpirun,
      environment: MPIProgram.environment)
  }

  private func bytes(_ program: Program, _ name: String) throws -> Data {
    try Data(contentsOf: program.folder.appending(path: name))
  }

  @Test(arguments: [2, 4]) func processesShareTheRuns(processes: Int) throws {
    let program = try Program()
    _ = try program.file("design.csv", "max_move_speed,camp_weight\n200,1\n300,2\n,0.5\n")
    let line =
      ["simulate", "flee", SimulateCommandTests.example, "--no-page", "--design", "design.csv"]
      + ["--runs", "3"]
    let one = try program.run(line + ["--out", "one", "--errors", "one.csv"])
    #expect(one.status == 0, "\(one.errors)")
    let several = try run(
      processes, line + ["--out", "several", "--errors", "several.csv"], in: program)
    #expect(several.status == 0, "\(several.errors)")
    #expect(try bytes(program, "several/ensemble.csv") == bytes(program, "one/ensemble.csv"))
    #expect(try bytes(program, "several.csv") == bytes(program, "one.csv"))
    // What is said, is said once.
    #expect(several.output.components(separatedBy: "two-camps, person engine").count == 2)
  }

  @Test func processesShareTheRunsOfScenarios() throws {
    let program = try Program()
    let line =
      ["whatif", "base", "flights-none", "--runs", "4", "--as-of", "2023-10-05"]
      + ["--through", "2023-11", "--json"]
    let one = try program.run(line)
    let two = try run(2, line, in: program)
    #expect(two.status == 0 && two.output == one.output, "\(two.errors)")
  }

  @Test func aFaultIsToldOnceAndEndsAll() throws {
    let program = try Program()
    _ = try program.file("design.csv", "max_move_speed\nfast\n")
    let result = try run(
      2,
      ["simulate", "flee", SimulateCommandTests.example, "--design", "design.csv"],
      in: program)
    #expect(result.status == 2)
    #expect(result.errors.components(separatedBy: "design.csv:2:1").count == 2, "\(result.errors)")
  }

  /// The people of one run, where camps fill up, so that processes take turns.
  @Test(arguments: [1, 2, 4]) func processesShareThePeople(processes: Int) throws {
    let program = try Program()
    let line = ["simulate", "flee", SimulateCommandTests.example, "--seed", "4"]
    _ = try program.run(line + ["--out", "one"])
    let several = try run(processes, line + ["--out", "several"], in: program)
    #expect(several.status == 0, "\(several.errors)")
    for name in ["out.csv", "places.csv", "roads.csv"] {
      #expect(try bytes(program, "several/" + name) == bytes(program, "one/" + name))
    }
  }

  @Test func whatCannotBeSharedIsRefusedByName() throws {
    let program = try Program()
    let settings = try program.file("log.yml", "log_levels: {agent: 1}\n")
    let line = ["simulate", "flee", SimulateCommandTests.example, "--out", "run"]
    let log = try run(2, line + ["--settings", settings], in: program)
    #expect(log.status == 2 && log.errors.contains("log_levels: agent"), "\(log.errors)")
    let cohort = try run(2, line + ["--engine", "cohort"], in: program)
    #expect(cohort.status == 2 && cohort.errors.contains("cohort engine"), "\(cohort.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/run"))
  }
}
