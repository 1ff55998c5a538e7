import Foundation
import Testing

/// `trocha effect` as a user runs it.
@Suite struct EffectCommandTests {
  private static let venezuelans = ["effect", "usbp-southwest-venezuelans", "--on", "2023-10-05"]

  @Test func theAnswerKeepsItsSchema() throws {
    let program = try Program.shared.get()
    let result = try program.run(Self.venezuelans + ["--json"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let methods = try #require(try result.object()["methods"] as? [[String: Any]])
    #expect(
      methods.compactMap { $0["method"] as? String } == [
        "synthetic-control", "augmented-synthetic-control", "interrupted-time-series",
        "difference-in-differences", "synthetic-difference-in-differences",
      ])
    let months = try #require(methods[0]["months"] as? [[String: Any]])
    #expect(months.compactMap { $0["month"] as? String } == ["2023-10", "2023-11", "2023-12"])
    guard Schema.isAvailable else { return }
    let faults = try Schema.faults("effect.schema.json", json: result.output, in: program.folder)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func textAndTableAndPage() throws {
    let program = try Program()
    let text = try program.run(
      Self.venezuelans + ["--method", "synthetic-control", "--lang", "es"])
    #expect(text.output.contains("Los datos no permiten decir"))
    #expect(text.output.contains("Indicios en contra"))
    let table = try program.run(Self.venezuelans + ["--method", "synthetic-control", "--csv"])
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 4 && lines[0].hasPrefix("series,method,month,actual"))
    #expect(lines[1].contains("synthetic-control,2023-10,29635,"))
    let page = try program.run(Self.venezuelans + ["--html", "effect.html"])
    // The page needs the libraries of the machine; without them the command says what to install.
    if page.status == 0 {
      let html = try String(
        contentsOf: program.folder.appending(path: "effect.html"), encoding: .utf8)
      #expect(html.contains("effect-synthetic-control") && html.contains("29,635"))
    } else {
      #expect(page.errors.contains("libjs-vega"))
    }
  }

  @Test(arguments: [
    ("effect usbp-southwest-venezuelans --on 2031-01-05", "lies outside"),
    ("effect usbp-southwest-venezuelans --on 2020-06-01", "are needed"),
    ("effect usbp-southwest-venezuelans --on 2023-05-11 --method synthetic-control", "no donor"),
    ("effect usbp-southwest-venezuelans --on 2023-10-05 --donors XYZ", "is no donor"),
    ("effect darien-venezuelans --on 2022-10-12 --from 2020-01", "not known in 2020-04"),
  ])
  func whatCannotBeEstimatedIsRefused(line: String, words: String) throws {
    let result = try Program.shared.get().run(line)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func policiesAreListed() throws {
    let result = try Program.shared.get().run("effect --list")
    #expect(result.status == 0)
    #expect(result.output.contains("2023-10-05  starts  flights-announcement"))
  }
}
