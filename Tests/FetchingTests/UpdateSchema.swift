import Foundation

/// Holds a report against docs/schema/update.schema.json with Python's jsonschema.
enum UpdateSchema {
  static let isAvailable = (try? python("import jsonschema", []))?.status == 0

  private static let script = """
    import json, sys
    import jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    for fault in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))):
        print("/".join(map(str, fault.absolute_path)), fault.message[:200])
    """

  /// What is wrong, one fault a line; empty when the JSON keeps the promise.
  static func faults(_ json: String, in folder: URL) throws -> String {
    let file = folder.appending(path: "instance-\(UUID().uuidString).json")
    try Data(json.utf8).write(to: file)
    let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/schema/update.schema.json").standardizedFileURL
    return try python(script, [schema.path, file.path]).output
  }

  private static func python(
    _ script: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", script] + arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
