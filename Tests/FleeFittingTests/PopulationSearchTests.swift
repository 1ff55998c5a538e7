import Flee
import FleeFitting
import Foundation
import Tabular
import Testing

/// The search on functions whose minimum is known.
@Suite struct PopulationSearchTests {
  private func search() -> PopulationSearch {
    var search = PopulationSearch([
      FittedSetting("max_move_speed", 100, 1000, .log),
      FittedSetting("default_movechance", 0, 1, .linear),
      FittedSetting("awareness_level", 1, 3, .whole),
    ])
    (search.first, search.later, search.generations, search.kept) = (60, 30, 6, 10)
    return search
  }

  /// A bowl with its bottom at 300 km, 0.7 and 2 places.
  private static func bowl(_ values: [String: Double]) -> Double {
    let speed = log10((values["max_move_speed"] ?? 0) / 300)
    let chance = (values["default_movechance"] ?? 0) - 0.7
    return speed * speed + chance * chance + abs((values["awareness_level"] ?? 0) - 2)
  }

  @Test func itFindsTheBottomOfABowl() async throws {
    let search = search()
    let members = try await search.search(fold: 0) { _, candidates in
      candidates.map { Self.bowl(search.values($0)) }
    }
    let best = try #require(members.first)
    #expect(best.values["awareness_level"] == 2)
    #expect(abs((best.values["max_move_speed"] ?? 0) / 300 - 1) < 0.05)
    #expect(abs((best.values["default_movechance"] ?? 0) - 0.7) < 0.03)
    #expect(abs(members.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    // Weights fall as the objective grows.
    #expect(members.map(\.weight) == members.map(\.weight).sorted(by: >))
  }

  /// Each of sixty parts of each range is tried once.
  @Test func theFirstGenerationFillsTheRanges() {
    let search = search()
    let candidates = search.firstGeneration()
    for setting in search.settings.indices {
      let parts = candidates.map { Int($0.places[setting] * 60) }
      #expect(parts.sorted() == Array(0..<60))
    }
  }

  @Test func foldsShareTheFirstGenerationOnly() async throws {
    let search = search()
    var seen: [[PopulationSearch.Candidate]] = []
    for fold in 0..<2 {
      _ = try await search.search(fold: fold) { _, candidates in
        seen.append(candidates)
        return candidates.map { Self.bowl(search.values($0)) }
      }
    }
    #expect(seen[0] == seen[7])
    #expect(seen[1] != seen[8])
    #expect(seen.joined().allSatisfy { $0.places.allSatisfy { (0...1).contains($0) } })
  }

  @Test func wholeNumbersReachBothEnds() {
    let setting = FittedSetting("awareness_level", 1, 3, .whole)
    #expect([0, 0.33, 0.34, 0.66, 0.67, 1].map(setting.value) == [1, 1, 2, 2, 3, 3])
    let log = FittedSetting("softening", 1, 100, .log)
    #expect(abs(log.value(at: 0.5) - 10) < 1e-12)
  }

  @Test func rangesAreChecked() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      setting,low,high,scale
      camp_weigth,1,2,linear
      camp_weight,2,1,linear
      softening,0,10,log
      camp_weight,1,2,linear
      """
    try Data((text + "\n").utf8).write(to: file)
    let error = try #require(throws: InputError.self) { try FittedSetting.read(path: file.path) }
    #expect(error.issues.map(\.line) == [2, 3, 4])
    #expect(error.issues[0].hint.contains("camp_weight"))
  }
}
