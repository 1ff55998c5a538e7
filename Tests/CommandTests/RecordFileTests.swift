import Foundation
import TestSupport
import Testing

/// The record's file, as others leave it: changed, damaged, of another program, of a later version, on a disk
/// that may only be read.
@Suite(.serialized) struct RecordFileTests {
  private let program: Program

  init() throws {
    program = try Program()
    let shared = try Program.shared.get()
    _ = try shared.run("record sources")
    _ = try sql("VACUUM INTO '\(program.record)'", on: shared.record)
  }

  /// Python's sqlite3 is the other program.
  @discardableResult
  private func sql(_ text: String, on record: String? = nil) throws -> Program.Result {
    let script = """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("PRAGMA ignore_check_constraints = 1")
      for line in sys.argv[2].split(";"): print(db.execute(line).fetchall())
      """
    let result = try program.run(
      ["-c", script, record ?? program.record, text], executable: "/usr/bin/python3")
    #expect(result.status == 0, "\(result.errors)")
    return result
  }

  @Test func `a figure that was changed behind our back is found`() throws {
    let sound = try program.run("record check")
    #expect(sound.status == 0)
    #expect(sound.output.hasPrefix("The record is sound"), "\(sound.output)")
    try sql(
      "UPDATE figure SET value = value + 1000 WHERE (series, source, first, last) IN "
        + "(SELECT series, source, first, last FROM figure WHERE value > 1000 LIMIT 1)")
    let result = try program.run("record check")
    #expect(result.status == 1)
    #expect(result.output.contains("the figures are not those that were read in"))
  }

  @Test(arguments: [
    "UPDATE source SET published = 9223372036854775807 WHERE id LIKE 'cbp-nation%'",
    "UPDATE source SET published = 5000000 WHERE id LIKE 'cbp-nation%'",
    "UPDATE figure SET last = 9223372036854775807 WHERE source IN (SELECT key FROM source WHERE id LIKE 'panama-darien%')",
    "UPDATE reach SET first = -99999999999 WHERE measure = 'transits'",
  ])
  func `a day that is none is told as damage, in every command`(change: String) throws {
    try sql(change)
    let commands = [
      "record show darien", "record list", "record compare darien --period 2023-08",
      "outlook darien --months 1", "check --say \"5 transits\"",
    ]
    var told = 0
    for line in commands {
      let result = try program.run(line)
      #expect(
        result.status == 0 || result.status == 1, "\(line): \(result.status) \(result.errors)")
      #expect(!result.errors.contains("Fatal"), "\(result.errors)")
      if result.status == 1, result.errors.contains("damaged") { told += 1 }
    }
    // Figures that are kept added up are read there, and not one by one.
    #expect(told > 0 || change.contains("figure"))
    let check = try program.run("record check")
    #expect(check.status == 1)
    let said = check.output + check.errors
    #expect(said.contains("is none") || said.contains("damaged"), "\(said)")
  }

  @Test func `the database itself refuses such days and values`() throws {
    for change in [
      "UPDATE source SET published = 9999999", "UPDATE figure SET value = 9e999",
      "UPDATE figure SET last = 99999999999",
    ] {
      let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])"
      let result = try program.run(
        ["-c", script, program.record, change], executable: "/usr/bin/python3")
      #expect(result.errors.contains("CHECK constraint failed"), "\(result.errors)")
    }
  }

  @Test func `a record of a later version stays as it is`() throws {
    try sql("INSERT INTO grdb_migrations VALUES ('9 from the future')")
    let before = try Data(contentsOf: URL(fileURLWithPath: program.record))
    let result = try program.run("record list")
    #expect(result.status == 1)
    #expect(result.errors.contains("was written by a later version of Trocha"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: program.record)) == before)
  }

  @Test func `another program's database stays as it is`() throws {
    let other = program.folder.appending(path: "photos.sqlite")
    try sql("CREATE TABLE photos (name TEXT)", on: other.path)
    let before = try Data(contentsOf: other)
    for line in ["record list", "record check"] {
      let result = try program.run(line + " --record \(other.path)")
      #expect(result.status == 1)
      #expect(result.errors.contains("is a database of another program"))
    }
    #expect(try Data(contentsOf: other) == before)
    let beside = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(!beside.contains { $0.hasPrefix("photos.sqlite-") })
  }

  /// As a user who may write neither the file nor its folder; who is root becomes one.
  @Test func `a record that may only be read is read`() throws {
    let folder = program.folder.appending(path: "kept")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let record = folder.appending(path: "record.sqlite")
    try FileManager.default.moveItem(atPath: program.record, toPath: record.path)
    let file = try program.file(
      "tidy.csv",
      "measure,place,period,value,source,dataset,publisher,title,published\n"
        + "transits,test-camp,2024-01,12,t,test,O,T,2024-02-01\n")
    let become = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    let trocha = "\(become) '\(BuiltProgram.executable.path)'"
    let script = """
      chmod 755 . kept; chmod 444 kept/record.sqlite; chmod 555 kept
      \(trocha) record compare usbp-southwest --period 2023-08 --record kept/record.sqlite --json | grep '"value" : 181054'
      \(trocha) record import '\(file)' --record kept/record.sqlite; echo $?
      ls kept; chmod 755 kept
      """
    let result = try program.run(["-c", script], executable: "/bin/sh")
    #expect(result.output.contains("\"value\" : 181054"), "\(result.errors)")
    #expect(result.output.hasSuffix("1\nrecord.sqlite\n"), "\(result.output)")
    #expect(result.errors.contains("it may only be read"))
    #expect(!result.errors.contains("move"))
  }

  /// No file may grow: as on a full disk, but for the system's word for it.
  @Test func `on a full disk the record is read, and no import is half done`() throws {
    let rows = (1...3000).map { "transits,camp-\($0),2024-01,12,t,test,O,T,2024-02-01\n" }.joined()
    let file = try program.file(
      "tidy.csv",
      "measure,place,period,value,source,dataset,publisher,title,published\n" + rows)
    let trocha = "'\(BuiltProgram.executable.path)'"
    let script = """
      trap '' XFSZ
      \(trocha) record list > /dev/null
      (ulimit -f 0; \(trocha) record compare usbp-southwest --period 2023-08 --json) | grep '"value" : 181054'
      for blocks in 1 16 64 256; do (ulimit -f $blocks; \(trocha) record import '\(file)' > /dev/null 2>> said; echo $?); done
      \(trocha) record export --source t > /dev/null 2>&1; echo $?
      \(trocha) record import '\(file)' > /dev/null; echo $?
      """
    let result = try program.run(["-c", script], executable: "/bin/sh")
    #expect(result.output.contains("\"value\" : 181054"), "\(result.errors)")
    #expect(result.output.hasSuffix("1\n1\n1\n1\n1\n0\n"), "\(result.output)")
    let said = try String(contentsOf: program.folder.appending(path: "said"), encoding: .utf8)
    #expect(
      said.contains("record") && !said.contains("move") && !said.contains("SQLITE"), "\(said)")
  }
}
