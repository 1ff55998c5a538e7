import Foundation
import TestSupport
import Testing

/// `trocha check` where a reader says what a figure means.
///
/// CBP's tables of June 2025 hold 181,054 Border Patrol encounters in August 2023, and 232,963 of all of
/// CBP, at the southwest border.
@Suite struct ChoiceCommandTests {
  private static let article =
    "Arrests of migrants at the southwest border rose in August 2023. Some spoke of 190,500 encounters.\n"
  private static let options = ["--date", "2023-10-05", "--lang", "en"]

  private func claims(_ result: Program.Result) throws -> [[String: Any]] {
    try #require(try result.object()["claims"] as? [[String: Any]], "\(result.errors)")
  }

  /// The number of the figure and of its reading whose query ends with some words.
  private func number(_ program: Program, _ file: String, _ query: String) throws -> (Int, Int) {
    let claims = try claims(program.run(["check", file, "--json"] + Self.options))
    let index = try #require(
      claims.firstIndex { ($0["text"] as? String) == "190,500" }, "\(claims)")
    #expect(claims[index]["verdict"] as? String == "uncheckable")
    let readings = try #require(claims[index]["readings"] as? [[String: Any]])
    let reading = try #require(
      readings.firstIndex { ($0["query"] as? String)?.hasSuffix(query) == true }, "\(readings)")
    return (index + 1, reading + 1)
  }

  @Test func `a choice is used, remembered and forgotten`() throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let (figure, reading) = try number(program, file, "component=usbp")
    let chosen = try program.run(
      ["check", file, "--json", "--choice", "\(figure)=\(reading)"] + Self.options)
    #expect(chosen.status == 0, "\(chosen.errors)")
    let claim = try claims(chosen)[figure - 1]
    #expect(claim["chosen"] as? Bool == true && claim["verdict"] as? String == "off")
    #expect(claim["record"] as? Double == 181_054)
    // 190,500 − 181,054.
    #expect((claim["sentence"] as? String)?.hasSuffix("Off by 9,446.") == true, "\(claim)")
    if Schema.isAvailable {
      #expect(
        try Schema.faults("check.schema.json", json: chosen.output, in: program.folder) == "")
    }
    // Remembered beside the record, for the owner's eyes, without the article.
    let kept = program.folder.appending(path: "choices.json")
    let mode = try FileManager.default.attributesOfItem(atPath: kept.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(!(try String(contentsOf: kept, encoding: .utf8)).contains("migrants"))
    let again = try program.run(["check", file] + Self.options)
    #expect(again.output.contains("off, by your choice"), "\(again.output)")
    // Another text of the same day has no choice.
    let other = try program.file("other.txt", Self.article + "Fin.\n")
    #expect(try !program.run(["check", other] + Self.options).output.contains("by your choice"))
    let forgotten = try program.run(["check", file, "--forget"] + Self.options)
    #expect(!forgotten.output.contains("by your choice"))
    #expect(try !program.run(["check", file] + Self.options).output.contains("by your choice"))
  }

  @Test func `none of the readings, and a plain sentence`() throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let (figure, _) = try number(program, file, "component=usbp")
    let result = try program.run(
      ["check", file, "--sentences", "--choice", "\(figure)=none"] + Self.options)
    #expect(
      result.output.contains(
        "The article says 190,500; it is about something else, and was not checked."),
      "\(result.output)")
  }

  @Test func `a file of choices that the user names`() throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let (figure, reading) = try number(program, file, "component=usbp")
    let choices = program.folder.appending(path: "mine.json").path
    _ = try program.run(
      ["check", file, "--choices", choices, "--choice", "\(figure)=\(reading)"] + Self.options)
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/choices.json"))
    let used = try program.run(["check", file, "--choices", choices] + Self.options)
    #expect(used.output.contains("off, by your choice"))
    let changed = try program.file("note.txt", Self.article.replacing("190,500", with: "190,600"))
    let dropped = try program.run(["check", changed, "--choices", choices] + Self.options)
    #expect(dropped.status == 0 && !dropped.output.contains("by your choice"))
    #expect(dropped.errors.contains("for other texts"), "\(dropped.errors)")
    let wrong = try program.file("wrong.json", "[]")
    #expect(try program.run(["check", file, "--choices", wrong] + Self.options).status != 0)
  }

  @Test(arguments: ["99=1", "1=99", "1=1,2=2"])
  func `a choice of nothing is refused`(choice: String) throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let result = try program.run(["check", file, "--choice", choice] + Self.options)
    #expect(result.status == 64 && result.output.isEmpty && !result.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/choices.json"))
  }

  @Test func `without a terminal nobody can be asked`() throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let result = try program.run(["check", file, "--choose"] + Self.options)
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.contains("is not a terminal"), "\(result.errors)")
  }

  /// On a terminal that `script` pretends to be.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func `on a terminal each figure is asked for`() throws {
    let program = try Program()
    let file = try program.file("note.txt", Self.article)
    let (_, reading) = try number(program, file, "component=usbp")
    let answers = try program.file("answers", "what\n\(reading)\nq\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    process.arguments = [
      "-qec",
      "\(BuiltProgram.executable.path) check \(file) --choose --date 2023-10-05 --lang en --record \(program.record)",
      "/dev/null",
    ]
    let out = program.folder.appending(path: "typescript")
    FileManager.default.createFile(atPath: out.path, contents: nil)
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: answers))
    process.standardOutput = try FileHandle(forWritingTo: out)
    try process.run()
    process.waitUntilExit()
    let told = String(decoding: try Data(contentsOf: out), as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(told)")
    #expect(told.contains("181,054") && told.contains("Enter to skip"), "\(told)")
    #expect(told.contains("A number from 1 to"))
    #expect(told.contains("by your choice"), "\(told)")
  }
}
