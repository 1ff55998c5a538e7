import Foundation
import Testing

/// `trocha screen` and `trocha policy` as a user runs them.
@Suite struct ScreenCommandTests {
  private static let line = [
    "screen", "--nationality", "VEN", "--arrived", "2023-08-05", "--on", "2023-10-10",
  ]

  /// The answer as scripts read it; the dates are those of 88 FR 68130 and of DHS, 5 October 2023.
  @Test func anArrivalAfterTheCutOffIsToldWhy() throws {
    let result = try Program.shared.get().run(Self.line + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    let answer = try result.object()
    let pathways = try #require(answer["pathways"] as? [[String: Any]])
    let tps = try #require(pathways.first { $0["id"] as? String == "tps-venezuela-2023" })
    #expect(tps["open"] as? String == "no")
    #expect("\(try #require(tps["reasons"]))".contains("31 July 2023"))
    let source = try #require(tps["source"] as? [String: Any])
    #expect((source["title"] as? String)?.contains("88 FR 68130") == true)
    let returns = try #require(answer["returns"] as? [[String: Any]])
    let flights = try #require(returns.first { $0["id"] as? String == "flights-venezuela" })
    #expect(flights["applies"] as? String == "yes")
    let changes = try #require(answer["would_change"] as? [[String: Any]])
    #expect(changes.contains { $0["policy"] as? String == "tps-venezuela-2023" })
  }

  /// INA § 241(a)(5): a removal can be reinstated; INA § 240(b)(5): who misses a hearing is ordered removed. Both are
  /// said in one answer to one question, with their numbers.
  @Test func `which of several things are so is one question of an interview`() throws {
    let line = [
      "screen", "--interview", "--nationality", "VEN", "--in", "USA", "--arrival", "between-ports",
      "--arrived", "2025-09-01", "--on", "2025-10-10", "--json",
    ]
    let result = try Program.shared.get().run(line, input: "9\nno\n2 3\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("Which of these are so?\n  1 a felony"), "\(result.errors)")
    // Nine is the number of nothing that the United States can have given.
    #expect(result.errors.contains("Expected numbers from 1 to 3."), "\(result.errors)")
    let answer = try result.object()
    let exposures = try #require(answer["exposures"] as? [[String: Any]])
    for id in ["reinstatement", "in-absentia-order"] {
      let exposure = try #require(exposures.first { $0["id"] as? String == id })
      #expect(exposure["concerns"] as? String == "yes", "\(id)")
    }
  }

  @Test func aDayAfterTheLastCheckBeginsWithACaution() throws {
    let late = try Program.shared.get().run("screen --nationality VEN --on 2026-11-20")
    #expect(late.output.hasPrefix("Rules checked through 7 November 2025;"))
    let spanish = try Program.shared.get().run("screen --nationality VEN --on 2026-11-20 --lang es")
    #expect(spanish.output.hasPrefix("Normas revisadas hasta el 7 de noviembre de 2025;"))
    let early = try Program.shared.get().run(Self.line)
    #expect(early.output.hasPrefix("Information from published rules"))
  }

  /// 8 U.S.C. 1101(a)(3): a citizen is no alien. It is said once, and not beside each answer.
  @Test func aCitizenIsToldOnceThatNothingHereIsForThem() throws {
    let told = try Program.shared.get().run(
      "screen --nationality USA --in USA --arrived 2020-01-01 --on 2025-10-10")
    #expect(told.output.components(separatedBy: "A citizen of the United States").count == 2)
    #expect(!told.output.contains("What an authority can do"))
    let sheet = try Program.shared.get().run(
      "screen --nationality USA --in USA --on 2025-10-10 --sheet --lang es")
    #expect(sheet.output.components(separatedBy: "Un ciudadano de Estados").count == 2)
    #expect(!sheet.output.contains("Pregunte por las otras"))
  }

  /// Beside ids, conditions as they are written in a file, and titles of sources, nothing is English in Spanish.
  @Test(arguments: [
    "policy check --lang es", "policy list --lang es", "policy list --on 2026-01-01 --lang es",
    "screen --table --lang es",
  ])
  func nothingEnglishIsLeft(line: String) throws {
    let english: Set<String> = [
      "the", "of", "and", "is", "are", "was", "not", "with", "for", "by", "from", "must", "hold",
      "policies", "rules", "warnings", "checked", "through", "ended", "people", "flights", "month",
      "pathway", "referral", "exposure", "agreement", "policy", "until", "matter", "contested",
    ]
    let result = try Program.shared.get().run(line)
    #expect(result.status == 0)
    for line in result.output.split(separator: "\n")
    where line.first?.isNumber != true || !line.contains("=") {
      // Ids and names of files are the same in both languages.
      let plain = line.replacing(/[a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+\.yaml/, with: "").lowercased()
      let words = Set(plain.split { !$0.isLetter }.map(String.init))
      #expect(words.isDisjoint(with: english), "\(line)")
    }
  }

  /// A slip of the finger is no country and gives no sure "no"; nobody arrives before they are born, is 200, or has two
  /// days of arrival; and facts beside a table of situations are not passed over.
  @Test(arguments: [
    ("screen --nationality VNE --on 2023-10-10", "Did you mean \"VEN\"?", "¿Quiso decir «VEN»?"),
    ("screen --nationality ZZZ --on 2023-10-10", "three letters", "tres letras"),
    (
      "screen --age 5 --arrived 1990-08-01 --on 2023-10-10", "after the birth",
      "posterior al nacimiento"
    ),
    ("screen --age 200 --on 2023-10-10", "0 to 130", "de 0 a 130"),
    ("screen --age 12.7 --on 2023-10-10", "whole years", "años enteros"),
    (
      "screen --arrived 2023-08-05 --fact arrived=2020-01-01 --on 2023-10-10", "stated twice",
      "dos veces"
    ),
  ])
  func whatCannotBeIsRefused(line: String, english: String, spanish: String) throws {
    let program = try Program.shared.get()
    let told = try program.run(line)
    #expect(told.status == 2 && told.errors.contains(english), "\(told.errors)")
    let dicho = try program.run(line + " --lang es")
    #expect(dicho.status == 2 && dicho.errors.contains(spanish), "\(dicho.errors)")
  }

  @Test func aKeyGivenTwiceIsRefused() throws {
    let program = try Program()
    let file = try program.file(
      "twice.json",
      #"{"nationality": "VEN", "arrived": "2023-07-31", "arrived": "2023-08-31"}"#)
    let told = try program.run("screen --situation \(file) --on 2023-10-10")
    #expect(told.status == 2 && told.errors.contains("stated twice"), "\(told.errors)")
    let people = try program.file("people.csv", "nationality,arrived\nVEN,2023-08-01\n")
    let beside = try program.run("screen --situations \(people) --nationality CUB --on 2023-10-10")
    #expect(beside.status != 0 && beside.errors.contains("--situations"))
    let one = try program.run("screen --situations \(people) --on 2023-10-10")
    #expect(one.output.hasPrefix("1 situation, 1 person, on 2023-10-10"))
  }

  /// Residence from before the last arrival rests on short absences; what is assumed names its own day.
  @Test func whatIsAssumedOfResidenceIsSaid() throws {
    let told = try Program.shared.get().run(
      "screen --nationality VEN --arrived 2023-09-01 --resident-since 2023-07-01 --on 2023-10-10")
    #expect(!told.output.contains("stayed there without a break"))
    #expect(
      told.output.contains("As the arrival: continuous physical presence since 1 September 2023"))
    #expect(told.output.contains("away only for short times since 1 July 2023"))
  }

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func theAnswerKeepsItsSchema() throws {
    let program = try Program()
    let result = try program.run(Self.line + ["--json", "--lang", "es"])
    #expect(try Schema.faults("screen.schema.json", json: result.output, in: program.folder) == "")
  }

  @Test func theTextSaysThatItIsNoLegalAdvice() throws {
    let english = try Program.shared.get().run(Self.line)
    #expect(
      english.output.contains("not legal advice") && english.output.contains("5 days earlier"))
    let spanish = try Program.shared.get().run(Self.line + ["--lang", "es"])
    #expect(
      spanish.output.contains("no es asesoría legal") && spanish.output.contains("5 días antes"))
  }

  @Test func aSituationComesAsJSONToo() throws {
    let program = try Program()
    try Data(
      #"{"nationality": "VEN", "arrived": "2023-06-15", "arrival": null, "sponsor": false}"#.utf8
    )
    .write(to: program.folder.appending(path: "person.json"))
    let result = try program.run([
      "screen", "--situation", "person.json", "--on", "2023-10-10", "--json",
    ])
    let pathways = try #require(try result.object()["pathways"] as? [[String: Any]])
    #expect(
      pathways.first { $0["id"] as? String == "tps-venezuela-2023" }?["open"] as? String == "yes")
    // Nothing is kept of the person.
    let files = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path)
    for file in files where file != "person.json" {
      let data = FileManager.default.contents(atPath: program.folder.appending(path: file).path)
      #expect(!String(decoding: data ?? Data(), as: UTF8.self).contains("2023-06-15"), "\(file)")
    }
  }

  @Test(arguments: [
    (["--nationality", "Venezuala"], "Did you mean \"Venezuela\"?"),
    (["--arrived", "2023-02-30"], "a date"),
    (["--fact", "sponser=yes"], "sponsor"), (["--arrival", "boat"], "between-ports"),
    (["--policies", "nowhere.yaml"], "nowhere.yaml"),
    (["--corridor", "venezuela-usa"], "venezuela-us"),
    (["--situation", "nowhere.json"], "JSON object"),
  ])
  func aMistakeIsToldInPlainWords(options: [String], words: String) throws {
    let result = try Program.shared.get().run(["screen"] + options)
    #expect(result.status != 0 && result.output.isEmpty)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func theDecisionTableHasARowForEachWay() throws {
    let result = try Program.shared.get().run(["screen", "--table", "--json"])
    let table = try result.object()
    let rows = try #require(table["rows"] as? [[String: Any]])
    let conditions = try #require(table["conditions"] as? [String])
    #expect(rows.count >= 15 && conditions.contains("resident-since <= 2023-07-31"))
    #expect(rows.allSatisfy { ($0["needs"] as? [Any])?.count == conditions.count })
  }

  @Test func theShippedPoliciesAreChecked() throws {
    let result = try Program.shared.get().run(["policy", "check", "--json"])
    #expect(result.status == 0)
    let findings = try #require(try result.object()["findings"] as? [String])
    // Venezuela took no flights from 31 January 2024 to 9 February 2025.
    #expect(findings.contains { $0.contains("no rule from 2024-01-31 to 2025-02-09") })
    #expect(!findings.contains { $0.contains("/resources") || $0.hasPrefix("/") })
  }
}
