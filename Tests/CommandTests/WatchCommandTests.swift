import Foundation
import Testing

/// What is new in a series since the last time, on small releases whose every number is in the test.
@Suite struct WatchCommandTests {
  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,published,usual_lag"

  /// A record with one release: January to June 2024, each month known ten days after it.
  private static func record() throws -> Program {
    let program = try Program()
    try add("r1", "2024-07-10", [100, 110, 120, 130, 140, 150], to: program)
    return program
  }

  private static func add(
    _ name: String, _ published: String, _ values: [Int], from first: Int = 1, to program: Program
  ) throws {
    let rows = values.enumerated().map { index, value in
      "transits,CRI,2024-0\(first + index),\(value),\(name),cri-transits,Office,Counts,\(published),"
    }
    let file = try program.file(
      "\(name).csv", ([header] + rows).joined(separator: "\n") + "\n")
    let result = try program.run("record import \(file)")
    #expect(result.status == 0, "\(result.errors)")
  }

  private static let line = "watch measure=transits place=CRI"

  @Test func theFirstTimeNothingIsNew() throws {
    let program = try Self.record()
    let first = try program.run(Self.line)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Followed from now on."))
    let again = try program.run(Self.line)
    #expect(again.status == 0)
    #expect(again.output.contains("Nothing new."))
    #expect(
      FileManager.default.fileExists(atPath: program.folder.appending(path: "watch.json").path))
  }

  /// A release brings July, and changes June from 150 to 155: two lines, once.
  @Test func aReleaseIsNewOnce() throws {
    let program = try Self.record()
    _ = try program.run(Self.line)
    try Self.add("r2", "2024-08-10", [155, 90], from: 6, to: program)
    let news = try program.run(Self.line)
    #expect(news.status == 10, "\(news.errors)")
    #expect(news.output.contains("2024-08-10  "))
    #expect(news.output.contains("July 2024: 90"))
    #expect(news.output.contains("June 2024: 155, revised from 150"))
    #expect(!news.output.contains("May 2024"))
    #expect(try program.run(Self.line).status == 0)
  }

  /// Without a stated lag nothing is late; here the lag of the release's source is ten days, so that July is late
  /// from 11 August on.
  @Test func aLateReleaseIsNews() throws {
    let program = try Program()
    let file = try program.file(
      "a.csv",
      Self.header + "\ntransits,CRI,2024-06,5,a,cri-transits,Office,Counts,2025-06-19,10\n")
    _ = try program.run("record import \(file)")
    _ = try program.run(Self.line, environment: ["TROCHA_TODAY": "2024-08-10"])
    #expect(
      try program.run(Self.line, environment: ["TROCHA_TODAY": "2024-08-10"]).status == 0)
    let late = try program.run(Self.line, environment: ["TROCHA_TODAY": "2024-08-11"])
    #expect(late.status == 10)
    #expect(
      late.output.replacing(/\s+/, with: " ").contains(
        "the release for July 2024 was due on 10 August 2024"))
    // A month later it is the same that is late.
    #expect(
      try program.run(Self.line, environment: ["TROCHA_TODAY": "2024-09-20"]).status == 0)
    let spanish = try program.run("record feed measure=transits place=CRI --lang es")
    #expect(
      spanish.output.replacing(/\s+/, with: " ").contains(
        "la publicación de julio de 2024 se esperaba el 10 de agosto de 2024"))
  }

  /// A number far beyond anything before lies outside the band that was made before it came.
  @Test func aFigureOutsideTheBandIsMarked() throws {
    let program = try Program()
    let rows = (0..<36).map { month in
      let (year, number) = (2021 + month / 12, month % 12 + 1)
      let period = "\(year)-" + (number < 10 ? "0" : "") + "\(number)"
      return "transits,CRI,\(period),\(1_000 + month % 7),a,cri-transits,Office,Counts,2024-01-10,"
    }
    let file = try program.file("a.csv", ([Self.header] + rows).joined(separator: "\n") + "\n")
    _ = try program.run("record import \(file)")
    _ = try program.run(Self.line, environment: ["TROCHA_TODAY": "2024-01-15"])
    try Self.add("b", "2024-02-10", [900_000], to: program)
    let news = try program.run(Self.line)
    #expect(news.status == 10)
    #expect(
      news.output.replacing(/\s+/, with: " ").contains("outside the band of 95 in 100"),
      "\(news.output)")
    #expect(news.output.contains("15 January 2024"))
  }

  @Test func aStateThatIsNoneIsLeftAsItIs() throws {
    let program = try Self.record()
    let state = try program.file("mine.json", "{\"notes\": []}")
    let result = try program.run("watch measure=transits place=CRI --state \(state)")
    #expect(result.status != 0 && result.status != 10)
    #expect(result.errors.contains("mine.json"))
    #expect(try String(contentsOfFile: state, encoding: .utf8) == "{\"notes\": []}")
  }

  /// The feeds hold the same news; the Atom feed is well-formed by Python's XML parser, with what RFC 4287 wants of
  /// a feed and its entries.
  @Test func feedsAreWritten() throws {
    let program = try Self.record()
    let out = program.folder.appending(path: "feeds")
    #expect(
      try program.run("watch measure=transits place=CRI, usbp-southwest --out \(out.path)").status
        == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
    #expect(names.count == 4 && names.contains("usbp-southwest.atom"))
    let feed = try program.run("record feed measure=transits place=CRI --json").object()
    let items = try #require(feed["items"] as? [[String: Any]])
    let figures = items.filter { $0["kind"] as? String == "figure" }
    #expect(figures.compactMap { $0["value"] as? Int } == [150, 140, 130, 120, 110, 100])
    let json = try program.run("record feed measure=transits place=CRI --json-feed").object()
    #expect(json["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect((json["items"] as? [Any])?.count == items.count)
    let atom = try program.run("record feed measure=transits place=CRI --atom").output
    let ids = try AtomReader.ids(atom)
    #expect(ids.count == items.count && Set(ids).count == ids.count)
  }

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func jsonKeepsItsPromise() throws {
    let program = try Self.record()
    for line in [
      "record feed measure=transits place=CRI --json", "record feed usbp-southwest --json",
    ] {
      let output = try program.run(line).output
      #expect(try Schema.faults("feed.schema.json", json: output, in: program.folder) == "")
    }
  }
}

/// Reads an Atom feed with Python's parser.
private enum AtomReader {
  private static let script = """
    import sys, datetime
    import xml.etree.ElementTree as tree
    atom = "{http://www.w3.org/2005/Atom}"
    feed = tree.fromstring(sys.stdin.buffer.read())
    assert feed.tag == atom + "feed"
    for part in [feed] + feed.findall(atom + "entry"):
        assert part.find(atom + "id").text and part.find(atom + "title").text
        datetime.datetime.fromisoformat(part.find(atom + "updated").text.replace("Z", "+00:00"))
    assert feed.find(atom + "author").find(atom + "name").text
    for entry in feed.findall(atom + "entry"):
        print(entry.find(atom + "id").text)
    """

  static func ids(_ text: String) throws -> [String] {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
