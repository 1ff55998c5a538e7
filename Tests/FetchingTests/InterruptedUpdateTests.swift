import Foundation
import Testing

/// A power cut in the middle of an update: the process is killed while it fetches, and while it writes.
@Suite struct InterruptedUpdateTests {
  @Test func killedWhileItFetches() throws {
    let fixture = try UpdateFixture()
    let text = Shapes.cbp([("OCT", 20), ("NOV", 30)])
    fixture.server.on("/fixed.csv") { _ in
      var answer = PublisherServer.Answer(text)
      answer.slowness = 100
      return answer
    }
    // What was read in before stays.
    fixture.server.on("/population/", .init(Shapes.unhcrPage(1, of: 1, "BRA", 100)))
    #expect(try fixture.update("--fetch unhcr-population").status == 0)
    let before = try fixture.run("record sources --json").output

    let process = try fixture.process("record update --fetch fixed --catalogue publishers.yaml")
    try process.run()
    while process.isRunning, fixture.server.requests(of: "/fixed.csv").isEmpty { usleep(2000) }
    try #require(process.isRunning, "the update was over before it could be killed")
    // A second one at the same time is told to wait.
    let other = try fixture.update("--fetch unhcr-population")
    #expect(other.status == 1)
    #expect(other.errors.contains("Another update of this record is running"), "\(other.errors)")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(try fixture.run("record sources --json").output == before)
    #expect(try fixture.run("record check").status == 0)

    fixture.server.on("/fixed.csv", .init(text))
    let again = try fixture.update("--fetch")
    #expect(try again.outcome(of: "fixed")["state"] as? String == "added", "\(again.output)")
    #expect(try again.outcome(of: "unhcr-population")["state"] as? String == "unchanged")
  }

  @Test func killedWhileItWrites() throws {
    let fixture = try UpdateFixture()
    fixture.server.on("/population/", .init(Shapes.unhcrPage(1, of: 1, "BRA", 100)))
    #expect(try fixture.update("--fetch unhcr-population").status == 0)
    let before = try fixture.run("record sources --json").output
    let large = Self.large()
    fixture.server.on("/fixed.csv", .init(large))
    let process = try fixture.process("record update --fetch fixed --catalogue publishers.yaml")
    try process.run()
    // The transaction is under way once its pages reach the write-ahead log.
    let log = fixture.record + "-wal"
    var size = 0
    while process.isRunning, size < 2_000_000 {
      usleep(1000)
      size = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
    }
    try #require(process.isRunning, "the update was over before it could be killed")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The old record or the new, and nothing between: the log may hold the whole transaction by then.
    let isOld = try fixture.run("record sources --json").output == before
    #expect(try fixture.run("record check").status == 0)
    let again = try fixture.update("--fetch fixed")
    #expect(again.status == 0, "\(again.errors)")
    let state = try again.outcome(of: "fixed")["state"] as? String
    #expect(state == (isOld ? "added" : "unchanged"))
  }

  /// Many cells that CBP's form allows: years, months, groups and citizenships.
  private static func large() -> String {
    let months = [
      "OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
    ]
    let groups = ["FMUA", "Single Adults", "UAC"]
    let people = ["VENEZUELA", "CUBA", "HAITI", "HONDURAS", "PERU", "BRAZIL", "COLOMBIA", "MEXICO"]
    let sectors = ["Tucson", "Del Rio", "Yuma", "El Paso", "San Diego", "Laredo", "El Centro"]
    var text = Shapes.cbpHeader
    for year in 2000...2023 {
      for (number, month) in months.enumerated() {
        for sector in sectors {
          for group in groups {
            for person in people {
              text +=
                "\(year),FYTD,\(month),U.S. Border Patrol,Southwest Land Border,\(sector) Sector,"
              text += "\(sector),\(group),\(person),Title 8,Apprehensions,\(number + 1)\n"
            }
          }
        }
      }
    }
    return text
  }
}
