import Foundation
import Testing

/// Files for colleagues without a network: packed here, read there.
@Suite struct PackTests {
  let here: UpdateFixture
  let there: UpdateFixture

  init() throws {
    here = try UpdateFixture()
    there = try UpdateFixture()
    here.server.on("/fixed.csv") {
      .versioned(
        Data(Shapes.cbp([("OCT", 20), ("NOV", 30)]).utf8), etag: "\"a\"", $0,
        headers: ["Last-Modified": "Tue, 16 Dec 2025 12:00:00 GMT"])
    }
    here.server.on("/population/") { request in
      let page = request.path.hasSuffix("page=2") ? 2 : 1
      return .init(Shapes.unhcrPage(page, of: 2, page == 1 ? "BRA" : "COL", 100 * page))
    }
  }

  private var pack: URL { here.folder.appending(path: "pack") }

  private func pack(_ line: String) throws -> UpdateFixture.Result {
    try here.run("record pack pack --catalogue publishers.yaml --json " + line)
  }

  @Test func fromHereToThere() throws {
    #expect(try pack("").status == 3)
    _ = try here.update("--fetch fixed unhcr-population")
    let asked = here.server.requests.count
    let made = try pack("")
    #expect(made.status == 0, "\(made.errors)")
    #expect(here.server.requests.count == asked)
    // What sha256sum says of the files is what the pack says.
    let text = try String(contentsOf: pack.appending(path: "trocha-pack.json"), encoding: .utf8)
    for file in ["fixed/fixed.csv", "unhcr-population/page-0001.json"] {
      #expect(text.contains(try Self.sha256sum(pack.appending(path: file))))
    }

    let read = try there.run("record update --json --catalogue publishers.yaml --from \(pack.path)")
    #expect(read.status == 0, "\(read.errors)\(read.output)")
    #expect(there.server.requests.isEmpty)
    #expect(try read.outcome(of: "fixed")["published"] as? String == "2025-12-16")
    // Both records now have the same sources, to the last letter.
    #expect(
      try there.run("record sources --json").output == here.run("record sources --json").output)
  }

  @Test func packsWhatItFetchesAndLeavesTheRecord() throws {
    let before = try here.run("record sources --json").output
    let made = try pack("fixed --fetch")
    #expect(made.status == 0, "\(made.errors)")
    #expect(try here.run("record sources --json").output == before)
    let read = try there.run("record update --json --catalogue publishers.yaml --from \(pack.path)")
    #expect(try read.outcome(of: "fixed")["published"] as? String == "2025-12-16")
    // A pack that cannot be made leaves the one before.
    here.server.on("/fixed.csv", .init(status: 500))
    #expect(try pack("fixed --fetch --tries 1").status == 3)
    let again = try there.run(
      "record update --json --catalogue publishers.yaml --from \(pack.path)")
    #expect(try again.outcome(of: "fixed")["state"] as? String == "unchanged")
    let left = try FileManager.default.contentsOfDirectory(atPath: pack.path).sorted()
    #expect(left == ["fixed", "trocha-pack.json"])
  }

  @Test func filesThatWereChangedOnTheWay() throws {
    #expect(try pack("fixed unhcr-population --fetch").status == 0)
    let file = pack.appending(path: "fixed/fixed.csv")
    try Data(Shapes.cbp([("OCT", 2000)]).utf8).write(to: file)
    let read = try there.run("record update --json --catalogue publishers.yaml --from \(pack.path)")
    #expect(read.status == 3)
    #expect(try read.outcome(of: "fixed")["fault"] as? String == "damaged")
    #expect(try read.outcome(of: "unhcr-population")["state"] as? String == "added")
    try FileManager.default.removeItem(at: file)
    let again = try there.run("record update --catalogue publishers.yaml --from \(pack.path) fixed")
    #expect(again.output.contains("fixed/fixed.csv is missing from the pack"))
  }

  @Test func namesThatLeaveTheFolder() throws {
    #expect(try pack("fixed --fetch").status == 0)
    let index = pack.appending(path: "trocha-pack.json")
    let text = try String(contentsOf: index, encoding: .utf8)
    let secret = here.folder.appending(path: "record.sqlite").path
    for (old, new) in [("\"fixed.csv\"", "\"../../record.sqlite\""), ("\"fixed\"", "\"..\"")] {
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: index)
      let read = try there.run("record update --catalogue publishers.yaml --from \(pack.path)")
      #expect(read.status == 1)
      #expect(read.errors.contains("names a file outside its folder"), "\(read.errors) \(secret)")
    }
  }

  /// Files that were saved by hand, without a word about them.
  @Test func looseFiles() throws {
    let folder = here.folder.appending(path: "stick")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("nationwide-encounters-fy23-fy26-dec-aor.csv", Shapes.cbp([("OCT", 20), ("NOV", 30)])),
      ("a.json", Shapes.unhcrPage(2, of: 2, "COL", 200)),
      ("b.json", Shapes.unhcrPage(1, of: 2, "BRA", 100)), ("read me.txt", "Hello."),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let read = try here.update("--from stick --published 2026-01-20")
    #expect(read.status == 0, "\(read.errors)\(read.output)")
    let outcome = try read.outcome(of: "cbp-nationwide")
    #expect(outcome["published"] as? String == "2026-01-20")
    // The name says December, the rows end with November.
    let shortfall = outcome["shortfall"] as? [String: String]
    #expect(shortfall == ["named": "2025-12-31", "last": "2025-11-30"])
    #expect(try read.outcome(of: "unhcr-population")["state"] as? String == "added")
    let nowhere = try here.run("record update --from nowhere --lang es")
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.hasPrefix("Error: No hay ninguna carpeta "))
  }

  @Test func folderWithOtherThingsInIt() throws {
    try FileManager.default.createDirectory(at: pack, withIntermediateDirectories: true)
    let mine = pack.appending(path: "mine.txt")
    try Data("mine".utf8).write(to: mine)
    let made = try pack("fixed --fetch")
    #expect(made.status == 1)
    #expect(made.errors.contains("has other files in it"))
    #expect(FileManager.default.fileExists(atPath: mine.path))
  }

  private static func sha256sum(_ file: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", file.path]
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(64))
  }
}
