import ArgumentParser
import Corridor
import Foundation
import Periods
import Policy
import Tabular
import Wording

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Which pathways are open to a person in a situation, and which returns apply.",
    discussion: """
      The situation comes from options, from JSON (--situation), or from a short interview in the \
      terminal (--interview). Nothing of it is stored. The answer is information, not legal advice.

      EXAMPLES
        trocha screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10
        trocha screen --nationality VEN --arrived 2023-08-05 --fact refused-elsewhere=yes
        echo '{"nationality": "VEN", "arrived": "2023-06-15"}' | trocha screen --situation -
        trocha screen --interview --lang es
        trocha screen --table
      """)

  @OptionGroup var file: PolicyFileOptions

  @Option(help: ArgumentHelp("Day asked about (default: today).", valueName: "YYYY-MM-DD"))
  var on: Day?

  @Option(help: ArgumentHelp("Use only what was known on this day.", valueName: "YYYY-MM-DD"))
  var asOf: Day?

  @Option(help: ArgumentHelp("Nationality, three letters.", valueName: "code"))
  var nationality: String?

  @Option(
    name: .customLong("in"), help: ArgumentHelp("Country where the person is.", valueName: "code"))
  var country: String?

  @Option(help: ArgumentHelp("Day of arrival in the country, or unknown.", valueName: "YYYY-MM-DD"))
  var arrived: String?

  @Option(
    help: ArgumentHelp("between-ports, port-of-entry, air, sea or unknown.", valueName: "way"))
  var arrival: String?

  @Option(
    help: ArgumentHelp(
      "Continuously resident since (default: the arrival).", valueName: "YYYY-MM-DD"))
  var residentSince: String?

  @Option(
    help: ArgumentHelp("Physically present since (default: the arrival).", valueName: "YYYY-MM-DD"))
  var presentSince: String?

  @Option(help: ArgumentHelp("Age in years.", valueName: "years"))
  var age: String?

  @Flag(inversion: .prefixedNo, help: "With or without a sponsor.")
  var sponsor: Bool?

  @Flag(inversion: .prefixedNo, help: "With or without an appointment at a port of entry.")
  var appointment: Bool?

  @Flag(inversion: .prefixedNo, help: "Removed earlier or not.")
  var removed: Bool?

  @Flag(inversion: .prefixedNo, help: "In a family unit or not.")
  var family: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp("Another fact of the policy file; may be repeated.", valueName: "name=value")
  )
  var fact: [String] = []

  @Option(
    help: ArgumentHelp(
      "A situation in JSON, facts by name; - for standard input.", valueName: "file"))
  var situation: String?

  @Flag(help: "Ask for the situation, one fact after the other.")
  var interview = false

  @Flag(help: "Show the whole rule set as a decision table.")
  var table = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func run() throws {
    let set = try file.read()
    if table { return try showTable(set) }
    let day = on ?? Day.today
    var facts = try SituationReader(set: set).read(json: situation, options: options)
    if interview { facts = Interview(set: set, language: file.lang).ask(facts) }
    var person = Situation(on: day)
    for (id, value) in facts {
      if let value { person[id] = value } else { person.withhold(id) }
    }
    let screening = Screening(set, person, knowledge: asOf)
    let report = ScreeningReport(screening, file.lang)
    if json { return try printJSON(report) }
    Output.write(ScreeningText(report, language: file.lang).text)
  }

  private var options: [(fact: String, value: String)] {
    var list: [(fact: String, value: String)] = []
    for (name, value) in [
      ("nationality", nationality), ("in", country), ("arrived", arrived), ("arrival", arrival),
      ("resident-since", residentSince), ("present-since", presentSince), ("age", age),
    ] {
      if let value { list.append((name, value)) }
    }
    for (name, value) in [
      ("sponsor", sponsor), ("appointment", appointment), ("removed", removed), ("family", family),
    ] {
      if let value { list.append((name, value ? "yes" : "no")) }
    }
    for text in fact {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      list.append((parts[0], parts.count == 2 ? parts[1] : "yes"))
    }
    return list
  }

  private func showTable(_ set: PolicySet) throws {
    let table = DecisionTable(asOf.map(set.known(by:)) ?? set)
    if json { return try printJSON(table) }
    Output.write(DecisionTableText(table).text)
  }
}

/// Whose policies are asked.
struct PolicyFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = "venezuela-us"

  @Option(help: ArgumentHelp("Another policy file (default: the corridor's).", valueName: "file"))
  var policies: String?

  @Option(name: .long, help: "Language of the answer: en or es.")
  var lang: Language = .english

  /// Reads the file; what is wrong with it goes to standard error, and the exit code is 2.
  func read() throws -> PolicySet {
    do {
      if let policies { return try PolicyReader.read(policies) }
      return try CorridorFolder(corridor).policies()
    } catch {
      Output.warn("\(error)")
      throw ExitCode(2)
    }
  }
}

/// Reads a situation from options and JSON; a value `unknown` says that a fact is not known.
struct SituationReader {
  let set: PolicySet

  func read(
    json path: String?, options: [(fact: String, value: String)]
  ) throws -> [String: FactValue?] {
    var facts: [String: FactValue?] = [:]
    var problems: [String] = []
    func take(_ id: String, _ text: String) {
      guard let fact = set.facts[id] else {
        let near =
          suggestion(for: id, among: set.factOrder).map { " Did you mean \"\($0)\"?" } ?? ""
        problems.append("There is no fact \"\(id)\".\(near)")
        return
      }
      if text == "unknown" {
        facts[id] = .some(nil)
      } else if let value = fact.value(text) {
        facts[id] = value
      } else {
        problems.append("For \"\(id)\": expected \(fact.format), found \"\(text)\".")
      }
    }
    if let path {
      for (id, text) in try members(path).sorted(by: { $0.key < $1.key }) { take(id, text) }
    }
    for (id, value) in options { take(id, value) }
    guard problems.isEmpty else {
      Output.warn(problems.joined(separator: "\n"))
      throw ExitCode(2)
    }
    return facts
  }

  private func members(_ path: String) throws -> [String: String] {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : FileManager.default.contents(atPath: path) ?? Data()
    guard data.count < 1 << 16,
      let object = try? JSONDecoder().decode([String: Scalar].self, from: data)
    else {
      Output.warn(
        "\(path): expected a JSON object of facts, such as {\"nationality\": \"VEN\"}.")
      throw ExitCode(2)
    }
    return object.mapValues(\.text)
  }

  /// A JSON value as the text that an option would have.
  private struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        text = "unknown"
      } else if let flag = try? container.decode(Bool.self) {
        text = flag ? "yes" : "no"
      } else if let number = try? container.decode(Double.self) {
        text = "\(FactValue.number(number))"
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}

/// Asks for facts in the terminal, one by one; an empty answer means that it is not known.
struct Interview {
  let set: PolicySet
  let language: Language

  func ask(_ given: [String: FactValue?]) -> [String: FactValue?] {
    var facts = given
    FileHandle.standardError.write(
      Data(
        (language(
          "Leave an answer empty when it is not known.\n",
          "Deje la respuesta vacía si no se sabe.\n")).utf8))
    for id in set.factOrder where facts[id] == nil {
      guard let fact = set.facts[id] else { continue }
      guard let value = ask(fact) else { break }
      // Without an answer, who has arrived is taken to have stayed since.
      if value != nil || !Situation.followingArrival.contains(id) { facts[id] = value }
    }
    return facts
  }

  /// `nil` at the end of the input; `.some(nil)` when it is not known.
  private func ask(_ fact: Fact) -> FactValue?? {
    while true {
      FileHandle.standardError.write(Data((question(fact) + " ").utf8))
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return .some(nil) }
      if let value = read(text, fact) { return .some(value) }
      FileHandle.standardError.write(
        Data(
          (language("Not understood; expected ", "No se entiende; se espera ") + fact.format + ".\n")
            .utf8))
    }
  }

  private func question(_ fact: Fact) -> String {
    var text = fact.question(language)
    if case .choice(let words) = fact.kind {
      for (index, word) in words.enumerated() {
        text +=
          "\n  \(index + 1) \(fact.choices.indices.contains(index) ? fact.choices[index](language) : word)"
      }
      return text + "\n>"
    }
    if case .yesNo = fact.kind { return text + language(" [yes/no]", " [sí/no]") }
    if Situation.followingArrival.contains(fact.id) {
      return text + language("; empty: since the arrival:", "; vacío: desde la llegada:")
    }
    return text + ":"
  }

  private func read(_ text: String, _ fact: Fact) -> FactValue? {
    switch fact.kind {
    case .yesNo:
      let first = text.lowercased().prefix(1)
      return first == "y" || first == "s" ? .yesNo(true) : first == "n" ? .yesNo(false) : nil
    case .choice(let words):
      if let number = Int(text), words.indices.contains(number - 1) {
        return .word(words[number - 1])
      }
      return fact.value(text)
    case .country: return fact.value(text.uppercased())
    default: return fact.value(text)
    }
  }
}

extension Day {
  /// The day by the clock of this machine.
  static var today: Day {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    return Day(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
      ?? Day(number: 0)
  }
}
