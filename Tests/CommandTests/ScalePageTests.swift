import Foundation
import TestSupport
import Testing

/// The jobs of docs/scale.md as they stand there: in one process, under mpirun, under Slurm. Each ends
/// with the bytes of one machine.
@Suite(.serialized) struct ScalePageTests {
  /// What a block of the page needs.
  enum Need: String { case nothing, mpi, slurm }

  private static let root = DocumentationTests.root
  private static let programs = BuiltProgram.executable.deletingLastPathComponent().path

  /// Blocks marked `bash`, with what they need.
  private static func blocks(_ need: Need) -> [String] {
    let page = root.appending(path: "docs/scale.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.matches(of: /```bash\n([\s\S]*?)```/).map { String($0.1) }.filter { block in
      let found: Need =
        block.contains("sbatch") ? .slurm : block.contains("mpirun") ? .mpi : .nothing
      return found == need
    }
  }

  private static let hasSlurm =
    geteuid() == 0
    && ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged", "/usr/bin/srun"]
      .allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  /// Runs a block where the examples are, with what is built in the path.
  private func run(_ block: String, under trial: [String] = []) throws -> (Program, Program.Result)
  {
    let program = try Program()
    try FileManager.default.createSymbolicLink(
      at: program.folder.appending(path: "examples"),
      withDestinationURL: Self.root.appending(path: "examples"))
    let script = try program.file("block.sh", "set -eu\n" + block)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let result = try program.run(
      trial + ["/bin/bash", script], executable: "/usr/bin/env",
      environment: MPIProgram.environment.merging(["PATH": Self.programs + ":" + path]) { $1 })
    return (program, result)
  }

  private func check(_ program: Program, _ result: Program.Result) throws {
    #expect(result.status == 0, "\(result.errors)\(result.output)")
    let example = [
      "simulate", "flee", SimulateCommandTests.example, "--no-page", "--out", "expected",
    ]
    let isSingle = FileManager.default.fileExists(atPath: program.folder.path + "/one")
    let expected = try program.run(example + (isSingle ? [] : ["--runs", "200"]))
    #expect(expected.status == 0)
    let name = isSingle ? "out.csv" : "ensemble.csv"
    #expect(
      try Data(contentsOf: program.folder.appending(path: (isSingle ? "one/" : "all/") + name))
        == Data(contentsOf: program.folder.appending(path: "expected/" + name)))
  }

  @Test func partsOfThePage() throws {
    try #require(Self.blocks(.nothing).count == 1)
    for block in Self.blocks(.nothing) {
      let (program, result) = try run(block)
      try check(program, result)
    }
  }

  @Test(.enabled(if: MPIProgram.isAvailable, "needs trocha-mpi and mpirun (make mpi)"))
  func mpirunOfThePage() throws {
    try #require(Self.blocks(.mpi).count == 2)
    for block in Self.blocks(.mpi) {
      let (program, result) = try run(block)
      try check(program, result)
    }
  }

  @Test(
    .enabled(
      if: hasSlurm && MPIProgram.isAvailable,
      "needs root, Slurm (scripts/install-missing.sh slurm) and trocha-mpi (make mpi)"))
  func slurmOfThePage() throws {
    try #require(Self.blocks(.slurm).count == 2)
    let trial = Self.root.appending(path: "scripts/slurm-trial.sh").path
    for block in Self.blocks(.slurm) {
      let (program, result) = try run(block, under: [trial])
      // Where Slurm can't start, as in some containers, the script says why with this exit code.
      if result.status == 77 {
        try Test.cancel("\(result.errors)")
      }
      try check(program, result)
    }
  }
}
