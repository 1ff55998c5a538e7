import Corridor
import Foundation
import Movement
import Testing
@Test func scratchCompare() throws {
  for name in (ProcessInfo.processInfo.environment["CASES"] ?? "capacity").split(separator: ",") {
    let instance = try FleeInstanceReader.read(ConformanceTests.folder.appending(path: String(name)).path)
    let expected = try Expected(ConformanceTests.folder.appending(path: name + "/expected.csv"))
    let runs = Int(ProcessInfo.processInfo.environment["RUNS"] ?? "10000")!
    let a = EnsembleSums.sums(instance, .person, runs: runs, names: expected.places)
    let b = EnsembleSums.sums(instance, .cohort, runs: runs, names: expected.places)
    var sq = 0.0, n = 0
    for cell in expected.cells {
      let (m, v) = (a.mean(cell, runs: runs), a.variance(cell, runs: runs))
      let (m2, v2) = (b.mean(cell, runs: runs), b.variance(cell, runs: runs))
      let e = ((v + v2) / Double(runs)).squareRoot()
      let z = e > 0 ? (m - m2) / e : 0
      if e > 0 { sq += z * z; n += 1 }
      if abs(z) > 3.5 || (e == 0 && m != m2) { print("CMP", name, cell.day, cell.place, "flee", cell.mean, cell.variance, "person", m, v, "cohort", m2, v2, "z", z) }
    }
    print("CMP \(name) mean square \(sq / Double(n)) of \(n)")
  }
}
