import Claims
import Corridors
import Flee
import Foundation
import Periods
import Policies
import Questions
import Record
import Tabular

/// What is fuzzed: each takes bytes and may refuse them, but may not trap, hang or fill the memory.
struct FuzzReaders {
  private let folder: URL
  private let vocabulary: Vocabulary
  private let parser: SelectionParser
  private let policies: PolicySet
  private let corridor: MovementCorridor
  private let corridorFolder: CorridorFolder
  private let today = Day(number: 20_000)
  private let check: ClaimCheck

  typealias Reader = @Sendable (FuzzReaders, [UInt8]) throws -> Void

  /// By the names that `make fuzz` takes.
  static let all: [String: Reader] = [
    "csv": { try $0.table($1) },
    "packed": { try $0.packed($1) },
    "tidy": { try $0.figures($1, "tidy") },
    "cbp-nationwide": { try $0.figures($1, "cbp-nationwide") },
    "cbp-southwest": { try $0.figures($1, "cbp-southwest") },
    "iom": { try $0.figures($1, "iom") },
    "unhcr": { try $0.figures($1, "unhcr") },
    "any-format": { try $0.figures($1, nil) },
    "policies": { _ = try PolicyReader.read(text: $1.text, name: "x.yaml") },
    "condition": { _ = try ExpressionParser.parse($1.text, facts: $0.policies.facts) },
    "scenario": {
      _ = try ScenarioReader.read(text: $1.text, id: "x", file: "x.yaml", corridor: $0.corridor)
    },
    "situation": { _ = SituationReader.members(json: Data($1)) },
    "corridor": { try $0.corridorFile($1) },
    "flee": { try $0.instance($1) },
    "article": { try $0.article($1) },
    "words": { _ = try $0.parser.selections($1.text) },
    "query": { _ = try FiguresQuestion(InputTexts(query: $1.text), besides: ["lang", "format"]) },
    "periods": {
      _ = Period($1.text)
      _ = Period(typed: $1.text)
      _ = Day(typed: $1.text)
      _ = CSVTable.count($1.text)
      _ = CSVTable.number($1.text)
    },
  ]

  init() throws {
    let root =
      FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    folder = URL(fileURLWithPath: root).appending(path: "trocha-fuzz-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    vocabulary = try Vocabulary.shipped()
    parser = SelectionParser(vocabulary)
    corridorFolder = try CorridorFolder(CorridorFolder.standard)
    policies = try corridorFolder.policies()
    corridor = try corridorFolder.movement()
    let record = folder.appending(path: "record.sqlite").path
    check = try ClaimCheck(store: RecordStore(path: record, seeded: false), policies: policies)
    let copy = folder.appending(path: "corridor")
    try FileManager.default.copyItem(atPath: corridorFolder.path, toPath: copy.path)
    try FileManager.default.copyItem(
      atPath: "examples/two-camps", toPath: folder.appending(path: "instance").path)
  }

  private func file(_ bytes: [UInt8], _ name: String = "input") throws -> String {
    let path = folder.appending(path: name).path
    try FileWriting.write(bytes, to: path)
    return path
  }

  private func table(_ bytes: [UInt8]) throws {
    var table = try CSVTable(ByteStream(path: file(bytes), name: "x"))
    while try table.next() {
      for column in table.header.indices.prefix(8) {
        _ = table.text(column)
        _ = table.count(column)
      }
    }
  }

  /// gzip, ZIP and workbooks are known by their first bytes.
  private func packed(_ bytes: [UInt8]) throws {
    let stream = try ByteStream(path: file(bytes), name: "x")
    _ = try stream.readAll(limit: 1 << 24)
  }

  private func figures(_ bytes: [UInt8], _ format: String?) throws {
    var file = PublishedFile(
      path: try file(bytes), name: "x", sha256: "", vocabulary: vocabulary)
    file.today = today
    guard let format else {
      for reader in FigureReaders.all { _ = try? reader.read(file) }
      return
    }
    for reader in FigureReaders.all where type(of: reader).format.hasPrefix(format) {
      _ = try reader.read(file)
    }
  }

  /// The first byte says which of a corridor's files the others are.
  private func corridorFile(_ bytes: [UInt8]) throws {
    let names = ["corridor.yaml", "places.csv", "roads.csv", "movement.yaml"]
    guard let first = bytes.first else { return }
    let name = names[Int(first) % names.count]
    let copy = folder.appending(path: "corridor")
    try FileWriting.write(bytes.dropFirst(), to: copy.appending(path: name).path)
    defer {
      try? FileManager.default.removeItem(at: copy.appending(path: name))
      try? FileManager.default.copyItem(
        atPath: corridorFolder.path + "/" + name, toPath: copy.appending(path: name).path)
    }
    let made = try CorridorFolder(copy.path)
    _ = try? made.corridor()
    _ = try? made.movement()
  }

  private func instance(_ bytes: [UInt8]) throws {
    let names = [
      "input_csv/locations.csv", "input_csv/routes.csv", "input_csv/closures.csv",
      "input_csv/conflicts.csv", "input_csv/registration_corrections.csv",
      "input_csv/sim_period.csv", "simsetting.yml", "source_data/data_layout.csv",
      "source_data/C.csv",
    ]
    guard let first = bytes.first else { return }
    let name = names[Int(first) % names.count]
    let place = folder.appending(path: "instance/" + name).path
    try FileWriting.write(bytes.dropFirst(), to: place)
    defer {
      try? FileManager.default.removeItem(atPath: place)
      try? FileManager.default.copyItem(atPath: "examples/two-camps/" + name, toPath: place)
    }
    _ = try FleeInstanceReader.read(folder.appending(path: "instance").path)
  }

  private func article(_ bytes: [UInt8]) throws {
    let document = try Document(bytes, name: "x")
    _ = check.report(document, date: today)
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
