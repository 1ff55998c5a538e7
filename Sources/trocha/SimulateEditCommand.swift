import ArgumentParser
import Flee
import Foundation
import InstanceMaking
import Tabular

/// Small changes of a FLEE instance.
struct SimulateEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a FLEE instance: add a camp, set a road, close a border, redirect people.",
    discussion: """
      All changes are made or none: the instance has to be readable with them. Other lines and comments stay \
      as they are. Days are numbers from the first day, 0.

      EXAMPLES
        trocha simulate edit mine --add-camp "Adre,Chad,13.47,22.2,5000" --to El_Geneina,30
        trocha simulate edit mine --road El_Geneina,Zalingei,160
        trocha simulate edit mine --close-border Sudan,Chad,30,60
        trocha simulate edit mine --redirect Adre,Farchana,45
      """)

  @Argument(help: ArgumentHelp("The instance's folder.", valueName: "folder"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "A new camp: name, country, latitude, longitude, capacity (-1: no limit).",
      valueName: "camp"))
  var addCamp: String?

  @Option(
    help: ArgumentHelp("The new camp's road: a place, and kilometres.", valueName: "place,km"))
  var to: String?

  @Option(help: ArgumentHelp("A road: two places, and kilometres.", valueName: "a,b,km"))
  var road: [String] = []

  @Option(
    help: ArgumentHelp(
      "A border: two countries, first day, and last day (default: the end).",
      valueName: "a,b,from[,to]"))
  var closeBorder: [String] = []

  @Option(
    help: ArgumentHelp(
      "A place that people are taken on from, to where, and from which day.",
      valueName: "place,to,from"))
  var redirect: [String] = []

  func validate() throws { _ = try edits() }

  func run() throws {
    do {
      try InstanceEdit.apply(edits(), to: folder)
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
    Output.write("\(folder) has changed.\n")
  }

  private func edits() throws -> [InstanceEdit] {
    var edits: [InstanceEdit] = []
    if let addCamp {
      guard let to, let end = Fields(to, 2), let kilometres = end.number(1, above: 0),
        let camp = Fields(addCamp, 5), let latitude = camp.degrees(2, 90),
        let longitude = camp.degrees(3, 180), let capacity = Int(camp.texts[4]),
        (-1...1_000_000_000).contains(capacity)
      else {
        throw ValidationError(
          "--add-camp is NAME,COUNTRY,LATITUDE,LONGITUDE,CAPACITY with --to PLACE,KM.")
      }
      edits.append(
        .camp(
          FleeInstance.Place(
            name: camp.texts[0], region: "unknown", country: camp.texts[1], latitude: latitude,
            longitude: longitude, kind: .camp, conflictDay: 0, population: capacity,
            attributes: [:]), road: end.texts[0], kilometres: kilometres))
    } else if to != nil {
      throw ValidationError("--to belongs to --add-camp.")
    }
    edits += try road.map { text in
      guard let fields = Fields(text, 3), let kilometres = fields.number(2, above: 0) else {
        throw ValidationError("--road is PLACE,PLACE,KM.")
      }
      return .road(fields.texts[0], fields.texts[1], kilometres: kilometres)
    }
    edits += try closeBorder.map { text in
      guard let fields = Fields(text, 4) ?? Fields(text + ",-1", 4), let from = fields.day(2),
        let to = Int(fields.texts[3]), to == -1 || to >= from
      else {
        throw ValidationError("--close-border is COUNTRY,COUNTRY,FROM or with ,TO behind it.")
      }
      return .border(fields.texts[0], fields.texts[1], from: from, to: to)
    }
    edits += try redirect.map { text in
      guard let fields = Fields(text, 3), let from = fields.day(2) else {
        throw ValidationError("--redirect is PLACE,PLACE,FROM.")
      }
      return .redirect(fields.texts[0], to: fields.texts[1], from: from)
    }
    if edits.isEmpty {
      throw ValidationError("Say what to change: --add-camp, --road, --close-border, --redirect.")
    }
    return edits
  }

  /// Values between commas.
  private struct Fields {
    let texts: [String]

    init?(_ text: String, _ count: Int) {
      texts = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard texts.count == count, texts.allSatisfy({ !$0.isEmpty }) else { return nil }
    }

    func number(_ index: Int, above least: Double) -> Double? {
      CSVTable.number(texts[index]).flatMap { $0 > least && $0 <= 1e5 ? $0 : nil }
    }

    func degrees(_ index: Int, _ limit: Double) -> Double? {
      CSVTable.number(texts[index]).flatMap { abs($0) <= limit ? $0 : nil }
    }

    func day(_ index: Int) -> Int? {
      Int(texts[index]).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }
  }
}
