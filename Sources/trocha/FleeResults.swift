import ArgumentParser
import Flee
import Foundation
import Questions
import Tabular
import Wording

/// Where the results of FLEE's simulations go, and in which forms.
struct FleeResultOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a row for each run: its settings and how far it is from the counts.",
      valueName: "file"))
  var errors: String?

  @Flag(
    name: .long,
    help: "Write no page, and no roads.csv, for which people are counted road by road.")
  var noPage = false

  @Flag(name: .long, help: "Print the summary as JSON.")
  var json = false

  @Option(name: .long, help: "Language of the answer and the page: en or es.")
  var lang: Language = .english

  /// - Throws: an `ExitCode` when errors are asked for and there are no counts.
  func check(_ instance: FleeInstance) throws {
    guard errors != nil, instance.counts == nil else { return }
    Output.warn("--errors: the instance has no counts to compare with.")
    throw ExitCode(2)
  }
}

/// Writes what simulations gave.
struct FleeResults {
  let answer: FleeAnswer
  let digest: String
  let folder: SimulationFolder
  let options: FleeResultOptions
  /// Warnings that have been said.
  let earlier: [String]

  /// Writes the files, and says what came of it.
  func write() throws {
    var files: [String] = []
    // Of a part there are no figures to be taken for the ensemble's.
    if answer.statistics.shard.isWhole { files = try writeTables() }
    try folder.writeSummary(answer.summary)
    files.append("summary.json")
    if answer.statistics.shard.isWhole {
      if !options.noPage {
        files += try folder.writePage(answer, options.lang, digest: digest)
      }
    } else {
      files.append(EnsembleCheckpoint.name)
    }
    if let path = options.errors {
      try FileWriting.write(ErrorTable.csv(answer.ensemble, answer.statistics), to: path)
    }
    if options.json { return try printJSON(answer) }
    Output.write(
      SimulationSummary(
        answer.summary, files: files, folder: folder.path, language: options.lang,
        earlier: earlier
      ).text)
  }

  private func writeTables() throws -> [String] {
    guard let run = answer.run else {
      try folder.write(
        "ensemble.csv", FleeOutput.ensemble(answer.statistics, answer.instance))
      return ["ensemble.csv"]
    }
    try folder.write("out.csv", FleeOutput.out(run))
    try folder.writeLines("places.csv") { FleeOutput.places(run, write: $0) }
    if options.noPage { return ["out.csv", "places.csv"] }
    try folder.writeLines("roads.csv") { FleeOutput.roads(run, write: $0) }
    return ["out.csv", "places.csv", "roads.csv"]
  }
}
