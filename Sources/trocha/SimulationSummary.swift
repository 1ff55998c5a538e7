import Flee
import Foundation
import Wording

/// What the terminal says of a simulation.
struct SimulationSummary {
  private let summary: RunSummary
  private let files: [String]
  private let folder: String

  init(_ summary: RunSummary, files: [String], folder: String) {
    self.summary = summary
    self.files = files
    self.folder = folder
  }

  var text: String {
    let people = Language.english.number(summary.people)
    var lines = [
      Terminal.bold("\(summary.instance), \(summary.engine.rawValue) engine"),
      "\(summary.runs == 1 ? "One run" : "\(summary.runs) runs") of \(summary.days) days from "
        + "\(summary.start), seed \(summary.seed): \(people) people"
        + (summary.runs == 1 ? "." : " on average."),
    ]
    if let error = summary.meanTotalError {
      var line = "Averaged relative difference from the camps' counts: \(rounded(error))"
      if let range = summary.meanTotalErrorRange {
        line += ", 80% of the runs from \(rounded(range[0])) to \(rounded(range[1]))"
      }
      lines.append(line + ".")
    } else {
      lines.append("There are no counts to compare with.")
    }
    lines.append(
      "\(String(format: "%.2f", summary.seconds)) s, "
        + "\(String(format: "%.3g", summary.personDaysPerSecond)) person-days a second.")
    if let byCamp = summary.meanErrorByCamp, !byCamp.isEmpty {
      var table = TextTable([("Camp", .left), ("Difference relative to its count", .right)])
      for (camp, error) in byCamp.sorted(by: { $0.key < $1.key }) {
        table.add([camp, rounded(error)])
      }
      lines += ["", table.text().trimmingCharacters(in: .newlines)]
    }
    let slash = folder.hasSuffix("/") ? "" : "/"
    lines += [
      "", Terminal.dim("Written: " + files.map { folder + slash + $0 }.joined(separator: ", ")),
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func rounded(_ error: Double) -> String { String(format: "%.3f", error) }
}
