import Foundation
import TestSupport
import Testing

/// Runs the built program as a user would.
struct Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// The output as JSON.
    func json() throws -> Any {
      try JSONSerialization.jsonObject(with: Data(output.utf8))
    }

    func object() throws -> [String: Any] {
      try #require(try json() as? [String: Any])
    }
  }

  /// A folder for this program's record and files.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-command-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// One record for tests that only read.
  static let shared = Swift.Result { try Program() }

  var record: String { folder.appending(path: "record.sqlite").path }

  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Runs a command line on this folder's record; words within quotes are one argument.
  func run(_ line: String, environment: [String: String] = [:]) throws -> Result {
    let arguments = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .flatMap { index, part in
        index.isMultiple(of: 2)
          ? part.split(separator: " ").map(String.init) : [String(part)]
      }
    return try run(arguments, environment: environment)
  }

  /// The day on which every command is given, whenever the tests run.
  static let today = "2026-11-27"

  /// - Parameters:
  ///   - executable: path of another program; `nil` for `trocha`.
  ///   - input: what it reads from its standard input.
  func run(
    _ arguments: [String], executable: String? = nil, environment: [String: String] = [:],
    input: String = ""
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable.map { URL(fileURLWithPath: $0) } ?? BuiltProgram.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TROCHA_RECORD": record, "COLUMNS": "100", "TROCHA_TODAY": Program.today]) {
        _, new in new
      }
      .merging(environment) { _, new in new }
    // Files rather than pipes: an answer may be larger than a pipe holds.
    let files = ["out", "err", "in"].map { folder.appending(path: "\($0)-\(UUID().uuidString)") }
    for file in files { FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try Data(input.utf8).write(to: files[2])
    process.standardInput = try FileHandle(forReadingFrom: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files.prefix(2).map {
      String(decoding: try Data(contentsOf: $0), as: UTF8.self)
    }
    for file in files { try FileManager.default.removeItem(at: file) }
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}

/// Holds JSON against a schema of `docs/schema` with Python's jsonschema.
///
/// Schemas that one refers to are put in its place first: how references between files are resolved
/// differs between the versions of jsonschema that distributions have.
enum Schema {
  static let isAvailable: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let script = """
    import json, pathlib, sys
    import jsonschema
    folder = pathlib.Path(sys.argv[1])
    # References into a schema that another one refers to are put in place: "#" is another document there.
    def joined(part, document):
        if isinstance(part, list):
            return [joined(x, document) for x in part]
        if not isinstance(part, dict):
            return part
        ref = part.get("$ref")
        if not isinstance(ref, str) or ref.startswith("#") and document is None:
            return {k: joined(v, document) for k, v in part.items() if k != "$id"}
        name, _, steps = ref.partition("#")
        root = json.loads((folder / name).read_text()) if name else document
        target = root
        for step in steps.split("/")[1:]:
            target = target[step]
        return joined(target, root)
    schema = joined(json.loads((folder / sys.argv[2]).read_text()), None)
    jsonschema.Draft202012Validator.check_schema(schema)
    for fault in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[3]))):
        print("/".join(map(str, fault.absolute_path)), fault.message[:200])
    """

  /// What is wrong, one fault a line; empty when the JSON keeps the promise.
  static func faults(_ name: String, json: String, in folder: URL) throws -> String {
    let file = folder.appending(path: "instance-\(UUID().uuidString).json")
    try Data(json.utf8).write(to: file)
    let schemas = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/schema").standardizedFileURL
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", script, schemas.path, name, file.path]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
