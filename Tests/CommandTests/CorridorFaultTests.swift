import Foundation
import Testing

/// Corridor folders with something wrong: told with file and line, exit code 2, nothing written.
@Suite struct CorridorFaultTests {
  /// File, what stands there, what is put in its place, and words of the message.
  struct Fault: Sendable, CustomTestStringConvertible {
    var file: String
    var from: String
    var to: String
    var words: [String]

    var testDescription: String { "\(file): \(from) → \(to.prefix(30))" }
  }

  static let faults: [Fault] = [
    .init(
      file: "places.csv", from: "İzmir,Esmirna,TUR,border", to: "İzmir,Esmirna,TUR,boarder",
      words: ["places.csv:4:", "border"]),
    .init(
      file: "places.csv", from: "38.4127", to: "138.4127",
      words: ["places.csv:4:6", "-90.0 to 90.0"]),
    .init(
      file: "places.csv", from: "istanbul,Istanbul", to: "gaziantep,Istanbul",
      words: ["places.csv:3:1"]),
    .init(
      file: "places.csv", from: ",,,GeoNames (CC BY 4.0),\nistanbul", to: ",,,,\nistanbul",
      words: ["places.csv:2:", "the source of the row"]),
    .init(file: "places.csv", from: "kind,", to: "sort,", words: ["places.csv:1", "\"kind\""]),
    .init(
      file: "places.csv", from: "41.0138,28.9497,,", to: "41.0138,28.9497,,northern",
      words: ["places.csv:3:", "a fact"]),
    .init(
      file: "roads.csv", from: "izmir,lesbos", to: "izmir,lesvos",
      words: ["roads.csv:6:2", "\"lesbos\""]),
    .init(
      file: "roads.csv", from: "edirne,evros,foot", to: "izmir,lesbos,foot",
      words: ["roads.csv:7:", "each road once"]),
    .init(
      file: "roads.csv", from: "izmir,lesbos,boat,,1", to: "izmir,lesbos,boat,,-1",
      words: ["roads.csv:6:5", "above zero"]),
    .init(file: "roads.csv", from: "boat", to: "ferry", words: ["roads.csv:6:3", "one of bus"]),
    .init(file: "roads.csv", from: "izmir,lesbos", to: "izmir,izmir", words: ["another place"]),
    .init(
      file: "roads.csv", from: "edirne,evros,foot,,1,1,distance by rule\n", to: "",
      words: ["a road from edirne"]),
    .init(
      file: "movement.yaml", from: "people: SYR", to: "people: Syria", words: ["movement.yaml:3:"]),
    .init(
      file: "movement.yaml", from: "from: {gaziantep: 1}", to: "from: {gaziantp: 1}",
      words: ["\"gaziantep\""]),
    .init(
      file: "movement.yaml", from: "from: {gaziantep: 1}", to: "from: {gaziantep: 0.5}",
      words: ["add up to 1"]),
    .init(
      file: "movement.yaml", from: "policy: return-to-turkiye", to: "policy: return-to-turkey",
      words: ["return-to-turkiye"]),
    .init(
      file: "movement.yaml", from: "carried-out: 0.5", to: "carried-out: half",
      words: ["a number or a parameter"]),
    .init(
      file: "movement.yaml", from: "  tempo: {", to: "  tmpo: {", words: ["a parameter \"tempo\""]),
    .init(
      file: "movement.yaml", from: "kind: share, median: 0.02", to: "kind: share, median: 2",
      words: ["between 0 and 1"]),
    .init(file: "movement.yaml", from: "circuity: 1.3", to: "circuity: -1", words: ["above zero"]),
    .init(file: "movement.yaml", from: "news:", to: "gnus:", words: ["movement.yaml", "\"news\""]),
    .init(
      file: "policies.yaml", from: "applies: arrived", to: "applies: arived",
      words: ["policies.yaml:15:", "\"arrived\""]),
    .init(
      file: "policies.yaml", from: "needs: eu-turkiye-statement", to: "needs: eu-turkey-statement",
      words: ["eu-turkiye-statement"]),
    .init(
      file: "policies.yaml", from: "policies:", to: "policies: &p [*p]\nx:",
      words: ["policies.yaml"]),
  ]

  @Test(arguments: faults)
  func isTold(fault: Fault) throws {
    let program = try Program()
    let folder = program.folder.appending(path: "mine")
    try FileManager.default.copyItem(
      at: DocumentationTests.root.appending(path: "examples/aegean"), to: folder)
    let file = folder.appending(path: fault.file)
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacingOccurrences(of: fault.from, with: fault.to)
    try #require(changed != text)
    try Data(changed.utf8).write(to: file)
    let result = try program.run([
      "simulate", "corridor", "--corridor", "./mine", "--runs", "1", "--through", "2016-02",
      "--out", "out",
    ])
    #expect(result.status == 2, "\(result.output)")
    #expect(
      result.output.isEmpty && !FileManager.default.fileExists(atPath: program.folder.path + "/out")
    )
    for words in fault.words { #expect(result.errors.contains(words), "\(result.errors)") }
  }
}
