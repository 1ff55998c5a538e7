import Foundation
import TestSupport
import Testing

/// Where an answer goes: outputs that are full or closed, files that are links, private or devices. What is
/// right is what coreutils do: one line on standard error, exit 1, and nothing that lies about.
@Suite struct OutputTests {
  private let program: Program

  init() throws { program = try Program.shared.get() }

  /// Runs a line of the shell in a folder of its own, in which `trocha` is the program.
  private func shell(_ line: String, in folder: URL? = nil) throws -> Program.Result {
    let place = try folder ?? newFolder()
    let program = "trocha() { '\(BuiltProgram.executable.path)' \"$@\"; }"
    return try self.program.run(
      ["-c", "cd '\(place.path)' && \(program); \(line)"], executable: "/bin/sh")
  }

  private func newFolder() throws -> URL {
    let folder = program.folder.appending(path: "out-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [
      "trocha record list > /dev/full", "trocha record show darien --json > /dev/full",
      "trocha record export darien > /dev/full", "trocha --help > /dev/full",
      "trocha record list >&-", "trocha --version >&-",
      "trocha screen --situation - <&-", "trocha check - --date 2023-10-05 <&-",
      "trocha record export darien --out /dev/full",
      "trocha record export darien --out no-such-folder/x.csv",
      "trocha check --say '5 arrests' --html /dev/full",
    ])
  func `an output that is full or closed is one line and exit 1`(line: String) throws {
    let result = try shell(line)
    #expect(result.status == 1, "\(line): \(result.errors)")
    #expect(result.errors.hasPrefix("Error: "), "\(result.errors)")
    #expect(result.errors.filter { $0 == "\n" }.count == 1, "\(result.errors)")
    #expect(!result.errors.contains("NSCocoa") && !result.errors.contains("Domain"))
  }

  @Test func `whoever stops reading is no fault`() throws {
    let result = try shell("trocha record export darien | head -1 > /dev/null")
    #expect(result.errors.isEmpty, "\(result.errors)")
  }

  @Test func `a link is followed, and stays one`() throws {
    let folder = try newFolder()
    let result = try shell(
      "echo kept > target.csv; ln -s target.csv link.csv; ln -s nothing.csv open.csv; "
        + "trocha record export darien --out link.csv && trocha record export darien --out open.csv; "
        + "readlink link.csv open.csv; ls", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.split(separator: "\n")
        == ["target.csv", "nothing.csv", "link.csv", "nothing.csv", "open.csv", "target.csv"])
    for name in ["target.csv", "nothing.csv"] {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(text.hasPrefix("measure,place"), "\(name)")
    }
  }

  @Test func `a file keeps its mode, and a private one is made private`() throws {
    let result = try shell(
      """
      : > page.html; chmod 600 page.html; : > table.csv; chmod 640 table.csv; umask 022
      trocha check --say '5 arrests' --html page.html > /dev/null
      trocha check --say '5 arrests' --html new.html > /dev/null
      trocha record export darien --out table.csv; trocha record export darien --out new.csv
      stat -c %a page.html new.html table.csv new.csv; ls
      """)
    #expect(
      result.output.split(separator: "\n")
        == ["600", "600", "640", "644", "new.csv", "new.html", "page.html", "table.csv"],
      "\(result.errors)")
  }

  @Test func `a pipe is written to and not replaced`() throws {
    let result = try shell(
      "mkfifo pipe; head -c 7 pipe > got & trocha record export darien --out pipe 2> /dev/null; wait; "
        + "stat -c %F pipe; cat got; trocha record export darien --out /dev/stdout | head -c 7")
    #expect(result.output == "fifo\nmeasuremeasure", "\(result.errors)")
  }

  /// The disk's room is bounded as the shell can bound it: a file may have 4 kB. The record is one that nobody else
  /// writes to meanwhile, since its own files are bounded too.
  @Test func `of a file that does not fit nothing is left`() throws {
    let result = try shell(
      "mkdir .own; export TROCHA_RECORD=\"$PWD/.own/record.sqlite\"; trocha record list > /dev/null; "
        + "echo before > x.csv; (trap '' XFSZ; ulimit -f 8; trocha record export darien --out x.csv); "
        + "echo $?; cat x.csv; ls")
    #expect(result.output == "1\nbefore\nx.csv\n", "\(result.errors)")
    #expect(result.errors.contains("x.csv cannot be written: file too large."), "\(result.errors)")
  }

  @Test func `a value below zero is a value`() throws {
    let line = "nowcast darien --count 100 --days 2023-09-01/2023-09-17 --change"
    let apart = try program.run(line + " -63")
    #expect(apart.status == 0, "\(apart.errors)")
    #expect(apart.output == (try program.run(line + "=-63").output))
    #expect(try program.run(line + " -x").status == 64)
  }
}
