import Foundation
import TestSupport
import Testing

/// A power cut in the middle of an import: the process is killed while it writes.
@Suite struct InterruptedImportTests {
  @Test func killedImportLeavesTheRecordAsItWas() throws {
    let program = try Program()
    let before = try program.run("record sources --json").output
    let table = try program.file("big.csv", Self.table(rows: 400_000))
    let process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments = ["record", "import", table, "--record", program.record]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // The transaction is under way once its pages reach the write-ahead log.
    let log = program.record + "-wal"
    var size = 0
    while process.isRunning, size < 4_000_000 {
      usleep(2000)
      size = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
    }
    try #require(process.isRunning, "the import was over before it could be killed")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(try program.run("record sources --json").output == before)
    let check = try program.run("record check")
    #expect(check.status == 0, "\(check.output)")
    // And it can be read in afterwards.
    let again = try program.run(["record", "import", table])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("400,000 figures added"))
  }

  private static func table(rows: Int) -> String {
    var text = "measure,place,sector,period,value,source,dataset,publisher,title,published\n"
    for row in 0..<rows {
      text += "transits,darien,group-\(row % 4000),\(1900 + row / 4000)-01,\(row),big,big,Office,"
      text += "Counts,2024-01-01\n"
    }
    return text
  }
}
