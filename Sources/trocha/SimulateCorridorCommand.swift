import ArgumentParser
import Brief
import Corridor
import Foundation
import Movement
import Periods
import Record
import Wording

struct SimulateCorridorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "corridor", abstract: "x")

  @Option var corridor = "venezuela-us"
  @Option var runs = 20
  @Option var seed: UInt64 = 1
  @Option var through = Period.month(of: Day(number: 19_601))
  @Option var engine = EngineKind.cohort
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func run() async throws {
    let folder = try CorridorFolder(corridor)
    let movement = try folder.movement()
    let record = try CorridorFigures(options.store(), asOf: asOf.asOf).record(for: movement)
    let clock = ContinuousClock()
    var now = clock.now
    let scenario = CorridorScenario(name: "base", movement, record: record, through: through)
    print("timeline", clock.now - now)
    now = clock.now
    let draws = movement.plan.priorDraws(runs, seed: seed)
    let tallies = await CorridorEnsemble([scenario], draws: draws, seed: seed, engine: engine).run(
      runs, threads: 2)
    print("runs", clock.now - now, record.hazards)
    for (month, period) in scenario.months.enumerated() {
      var line = "\(period.first)"
      for (index, count) in movement.plan.counts.enumerated() {
        let values = tallies[0].map { Double($0.counts[index][month]) }.sorted()
        let actual = record.counts[count.id]?[period] ?? -1
        line += "  \(Int(values[values.count / 10])) \(Int(values[values.count / 2])) \(Int(values[values.count * 9 / 10])) [\(Int(actual))]"
      }
      print(line)
    }
  }
}

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "calibrate", abstract: "x")
  @Option var members = 300
  @Option var seed: UInt64 = 1
  @OptionGroup var options: RecordOptions
  func run() async throws {
    let folder = try CorridorFolder("venezuela-us")
    let movement = try folder.movement()
    let record = try CorridorFigures(options.store()).record(for: movement)
    let training = Period(from: Day("2022-01-01")!, through: Day("2023-09-30")!)!
    let calibration = Calibration(movement, record: record, training: training, members: members, seed: seed)
    let clock = ContinuousClock()
    let now = clock.now
    let state = await calibration.run(threads: 2, progress: { done, state in if done == members { print(state.round, state.step, state.history) } })
    print(clock.now - now, state.history)
    let draws = calibration.draws(state)
    for parameter in movement.plan.parameters {
      let v = draws.map { $0[parameter.id] }.sorted()
      let z = state.members.map { $0[movement.plan.parameters.firstIndex { $0.id == parameter.id }!] }
      let mean = z.reduce(0, +) / Double(z.count)
      var sum = 0.0
      for x in z { sum += (x - mean) * (x - mean) }
      let sd = (sum / Double(z.count)).squareRoot()
      print(parameter.id, parameter.median, "->", v[v.count / 10], v[v.count / 2], v[v.count * 9 / 10], "sd ratio", sd)
    }
    let scenario = CorridorScenario(name: "v", movement, record: CorridorRecord(counts: ["darien": record.counts["darien"]!], hazards: record.hazards), through: Period.month(of: Day("2024-06-30")!))
    let tallies = await CorridorEnsemble([scenario], draws: draws, seed: 99).run(members, threads: 2)
    for (month, period) in scenario.months.enumerated() {
      var line = "\(period.first)"
      for (index, count) in movement.plan.counts.enumerated() {
        let values = tallies[0].map { Double($0.counts[index][month]) }.sorted()
        let actual = record.counts[count.id]?[period] ?? -1
        line += "  \(Int(values[values.count / 10])) \(Int(values[values.count / 2])) \(Int(values[values.count * 9 / 10])) [\(Int(actual))]"
      }
      print(line)
    }
  }
}
