import Foundation
import Testing

/// How easily the sheet is read, by the measures of public leaflets.
@Suite struct ScreenSheetTests {
  private static let python = DocumentationTests.root.appending(path: ".tools/venv/bin/python").path

  static let isAvailable: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", "import textstat"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let script = """
    import json, sys, textstat
    sheet = json.load(open(sys.argv[1]))
    lines = [line for section in sheet["sections"] for line in section["lines"]]
    text = " ".join(line if line.endswith((".", "?")) else line + "." for line in lines)
    if sys.argv[2] == "es":
        textstat.set_lang("es")
        print(textstat.fernandez_huerta(text))
    else:
        textstat.set_lang("en_US")
        print(textstat.flesch_kincaid_grade(text))
    """

  /// Flesch–Kincaid at most 8, Fernández Huerta at least 65.
  @Test(
    .enabled(if: isAvailable, "needs textstat from PyPI in .tools/venv (make test fetches it)"),
    arguments: [
      "--nationality VEN --in USA --arrived 2023-06-15 --arrival between-ports --on 2023-10-10",
      "--nationality VEN --in USA --arrived 2023-08-05 --arrival between-ports --on 2025-10-10",
      "--nationality CUB --in USA --arrived 2023-08-05 --arrival air --on 2025-06-01",
      "--nationality VEN --in MEX --arrived 2023-09-20 --on 2023-10-10",
      "--nationality VEN --in COL --on 2025-11-07",
      "--nationality VEN --in CHL --arrived 2025-11-03 --on 2025-11-07",
      "--nationality VEN --in ARG --on 2025-11-07",
      "--nationality USA --in USA --on 2025-11-07",
      "--nationality VEN --in USA --arrived 2024-03-01 --arrival port-of-entry --fact appointment=yes --on 2025-05-01",
      "--nationality HND --in USA --arrived 1998-08-05 --arrival between-ports --on 2025-10-15",
      "--nationality HTI --in USA --arrived 2023-08-05 --arrival air --fact paroled-chnv=yes --on 2026-11-20",
    ])
  func aSheetReadsLikeALeaflet(situation: String) throws {
    let program = try Program()
    let script = try program.file("level.py", Self.script)
    for (language, isEasy) in [("en", { $0 <= 8 }), ("es", { $0 >= 65 })]
      as [(String, (Double) -> Bool)]
    {
      let json = try program.run("screen \(situation) --sheet --json --lang \(language)").output
      let file = try program.file("sheet.json", json)
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: Self.python)
      process.arguments = [script, file, language]
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let level = try #require(
        Double(
          String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
      print("\(language) \(level): \(situation)")
      #expect(isEasy(level), "\(language): \(level)")
    }
  }
}

/// The text of whole answers, in both languages: twenty of them, read by a person when they were written down.
@Suite struct ScreenSnapshotTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "screenings")

  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test func thereAreTwentyInBothLanguages() {
    #expect(Self.files.count >= 20)
    #expect(Self.files.count { $0.hasSuffix(".es.txt") } * 2 == Self.files.count)
  }

  /// The first line is the command, the rest what it answers.
  @Test(arguments: files)
  func theAnswerIsAsItWasRead(file: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let line = String(parts[0].dropFirst("$ trocha ".count))
    let result = try Program.shared.get().run(line, environment: ["COLUMNS": "100"])
    #expect(result.status == 0)
    #expect(result.output == String(parts[1]), "\(file)")
  }
}
