import Foundation
import TestSupport
import Testing

/// SALib, a library for sensitivity analysis from PyPI, as it is: it makes the design, `--design` and
/// `--errors` run it, and it computes the indices.
@Suite struct SALibTests {
  private static let python =
    DocumentationTests.root.appending(path: ".tools/venv/bin/python").path

  static let isAvailable: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", "import SALib"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The chance of leaving camps, from 0 to 0.9, decides how many are in them; what a walker covers in a
  /// day decides nothing on roads that nobody walks.
  private static let script = """
    import csv, json, subprocess, sys
    from SALib.analyze import morris as analysis
    from SALib.sample import morris
    trocha, instance = sys.argv[1:]
    problem = {"num_vars": 2, "names": ["camp_movechance", "max_walk_speed"],
               "bounds": [[0, 0.9], [10, 40]]}
    rows = morris.sample(problem, 6, seed=1)
    with open("design.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(problem["names"])
        writer.writerows(rows.tolist())
    subprocess.run([trocha, "simulate", "flee", instance, "--design", "design.csv", "--errors",
                    "errors.csv", "--no-page"], check=True, stdout=subprocess.DEVNULL)
    table = list(csv.DictReader(open("errors.csv")))
    for row, line in zip(rows, table):
        assert float(line["camp_movechance"]) == row[0] and float(line["max_walk_speed"]) == row[1]
    import numpy
    errors = numpy.array([float(line["counted_elsewhere"]) for line in table])
    found = analysis.analyze(problem, rows, errors, seed=1)
    print(json.dumps({"rows": len(table), "mu_star": list(map(float, found["mu_star"]))}))
    """

  @Test(.enabled(if: isAvailable, "needs SALib from PyPI in .tools/venv (make test fetches it)"))
  func itsDesignIsRunAndItsIndicesAreRight() throws {
    let program = try Program()
    let script = try program.file("sensitivity.py", Self.script)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [script, BuiltProgram.executable.path, SimulateCommandTests.example]
    process.currentDirectoryURL = program.folder
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let answer = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    // Six trajectories of three points each.
    #expect(answer["rows"] as? Int == 18)
    let influence = try #require(answer["mu_star"] as? [Double])
    #expect(influence[0] > 5 * influence[1], "\(influence)")
  }
}
