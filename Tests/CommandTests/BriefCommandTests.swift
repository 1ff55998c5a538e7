import Foundation
import Testing

@Suite struct BriefCommandTests {
  let program: Program

  init() throws {
    program = try Program.shared.get()
  }

  /// As of the day of the report: CBP's release of 22 September 2023, and the press's own figure.
  @Test func briefOfThePressReportsDay() throws {
    let result = try program.run("brief --as-of 2023-10-05 --out then")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("181,059"))
    #expect(result.output.split(separator: "\n").count <= 45)
    let folder = program.folder.appending(path: "then")
    let json = try String(contentsOf: folder.appending(path: "brief.json"), encoding: .utf8)
    #expect(json.contains("\"as_of\" : \"2023-10-05\""))
    #expect(json.contains("25,777"))
    #expect(!json.contains("54,833"))
    let page = try String(contentsOf: folder.appending(path: "brief.html"), encoding: .utf8)
    #expect(page.contains("181,059"))
    #expect(page.contains("little changed"))
    if Schema.isAvailable {
      #expect(try Schema.faults("brief.schema.json", json: json, in: program.folder) == "")
    }
  }

  @Test func briefOfTheNewestFigures() throws {
    let result = try program.run("brief --out now --json")
    #expect(result.status == 0, "\(result.errors)")
    let brief = try result.object()
    #expect(brief["as_of"] == nil)
    let sources = try #require(brief["sources"] as? [[String: Any]])
    let ids = Set(sources.compactMap { $0["id"] as? String })
    #expect(numbers(in: brief).allSatisfy { ids.isSuperset(of: $0.sources) })
    #expect(numbers(in: brief).count > 100)
    // A number that is known leads back to a source.
    #expect(numbers(in: brief).allSatisfy { $0.value == nil || !$0.sources.isEmpty })
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let first = try program.run("brief --out one --json").output
    let second = try program.run("brief --out two --json").output
    #expect(first == second)
    let pages = try ["one", "two"].map {
      try Data(contentsOf: program.folder.appending(path: "\($0)/brief.html"))
    }
    #expect(pages[0] == pages[1])
  }

  @Test func briefInSpanish() throws {
    let result = try program.run("brief --as-of 2023-10-05 --lang es --out es")
    #expect(result.output.contains("181.059"))
    #expect(result.output.contains("agosto de 2023"))
    let page = try String(
      contentsOf: program.folder.appending(path: "es/brief.html"), encoding: .utf8)
    #expect(page.contains("lang=\"es\""))
  }

  /// A corridor folder of a user's own with a fault in it.
  @Test func faultInACorridorIsReportedWithItsLine() throws {
    let folder = program.folder.appending(path: "mine")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try program.file(
      "mine/corridor.yaml",
      """
      name: {en: Mine, es: Mío}
      people: VEN
      outlines: americas
      points:
        - id: here
          name: {en: Here, es: Aquí}
          latitude: 100
          longitude: 0
          countedBy: {en: Us, es: Nosotros}
          counts: {en: All, es: Todo}
          series: []
      ways:
        - from: here
          to: hre
          label: {en: Way, es: Camino}
      events: []

      """)
    let result = try program.run("brief --corridor ./mine")
    #expect(result.status != 0)
    #expect(result.errors.contains("corridor.yaml:7:"))
    #expect(result.errors.contains("−90 to 90 degrees"))
    #expect(result.errors.contains("corridor.yaml:14:"))
    #expect(result.errors.contains("Did you mean \"here\"?"))
  }

  private struct Number {
    var value: Double?
    var sources: [String]
  }

  /// Every number of a brief, wherever it stands.
  private func numbers(in value: Any) -> [Number] {
    if let list = value as? [Any] { return list.flatMap(numbers) }
    guard let object = value as? [String: Any] else { return [] }
    if object["vintage"] is String {
      return [
        Number(
          value: object["value"] as? Double, sources: object["sources"] as? [String] ?? [])
      ]
    }
    return object.values.flatMap(numbers)
  }
}
