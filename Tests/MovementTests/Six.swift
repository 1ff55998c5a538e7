import Corridor
import Foundation
import Movement
import Testing
@Test func sixInstances() throws {
  let shared = try #require(ProcessInfo.processInfo.environment["TROCHA_SHARED"])
  for name in ["burundi2015", "car2013", "mali2012", "ssudan2013", "tigray2020", "venezuela2022"] {
    do {
      let instance = try FleeInstanceReader.read("\(shared)/data/flee-instances/\(name)", settings: "\(shared)/data/flee-instances/simsetting.yml")
      let start = Date()
      let run = SimulationRun(instance, seed: 1)
      let t = Date().timeIntervalSince(start)
      let v = try #require(Validation(run))
      print("SIX \(name) \(v.meanTotalError) people \(run.days.last!.people) days \(run.days.count) seconds \(t) pd/s \(Double(run.personDays)/t/1e6)M")
    } catch { print("SIX \(name) \(error)") }
  }
}
