import Foundation
import Testing

/// How old figures are, as a user of the program sees it. The day of these tests is 27 November 2026
/// (`Program.run`); the record is a small one, of which every day can be counted.
@Suite struct AgeCommandTests {
  /// Border Patrol of CBP's release of 22 September 2023, and transits to June 2024 that are due ten days after
  /// their month.
  private static let program = Result {
    let program = try Program()
    let rows = (1...18).map { month in
      let (year, number) = (2023 + (month - 1) / 12, (month - 1) % 12 + 1)
      let period = "\(year)-" + (number < 10 ? "0" : "") + "\(number)"
      return
        "transits,CRI,\(period),\(1_000 + month * 10),a,cri-transits,Office,Counts,2025-06-19,10"
    }
    let header =
      "measure,place,period,value,source,dataset,publisher,title,published,usual_lag"
    let file = try program.file("a.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let result = try program.run("record import \(file)")
    #expect(result.status == 0, "\(result.errors)")
    return program
  }

  /// July 2024 was due on 10 August; until October 2026, due on 10 November, 28 months.
  private static let late =
    "Newest: June 2024, 29 months old; 28 releases have been due since 10 August 2024."

  @Test(arguments: [
    "record compare measure=transits place=CRI",
    "record compare measure=transits place=CRI --period 2023-08",
    "record show measure=transits place=CRI",
  ])
  func everyAnswerStatesTheAge(_ line: String) throws {
    let program = try Self.program.get()
    let result = try program.run(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(Self.late), "\(result.output)")
    let spanish = try program.run(line + " --lang es")
    #expect(
      spanish.output.replacing("\n", with: " ").contains(
        "Lo más reciente: junio de 2024, de hace 29 meses; faltan 28 publicaciones, la primera "
          + "esperada el 10 de agosto de 2024."), "\(spanish.output)")
    let age = try #require(try program.run(line + " --json").object()["age"] as? [String: Any])
    #expect(age["newest"] as? String == "2024-06")
    #expect(age["on"] as? String == "2026-11-27")
    #expect(age["age_months"] as? Int == 29)
    #expect(age["due_since"] as? Int == 28)
    #expect(age["next_due"] as? String == "2024-08-10")
    #expect(age["late"] as? Bool == true)
  }

  /// On 10 August 2024 July is due, and not late; the day after it is.
  @Test func theDayIsThatOfTheQuestion() throws {
    let program = try Self.program.get()
    for (today, words) in [
      ("2024-08-10", "the next is due on 10 August 2024."),
      ("2024-08-11", "1 release has been due since 10 August 2024."),
    ] {
      let result = try program.run(
        "record compare measure=transits place=CRI", environment: ["TROCHA_TODAY": today])
      #expect(result.output.contains("Newest: June 2024, 2 months old; " + words))
    }
    let wrong = try program.run("record list", environment: ["TROCHA_TODAY": "tomorrow"])
    #expect(wrong.status != 0)
    #expect(
      wrong.errors.contains(
        "TROCHA_TODAY: expected a day such as 2026-11-27, found \"tomorrow\"."))
  }

  @Test func asOfADayTheAgeIsOfThatDay() throws {
    let result = try Self.program.get().run(
      "record compare measure=transits place=CRI --as-of 2023-10-05")
    #expect(result.output.contains("As of 5 October 2023: newest August 2023, 2 months old."))
    #expect(!result.output.contains("due since"))
  }

  /// The three months after June 2024 are over on 27 November 2026, on 1 September 2024 one of them.
  @Test func anOutlookStatesWhichOfItsMonthsAreOver() throws {
    let program = try Self.program.get()
    let line = "outlook measure=transits place=CRI --months 3"
    let all = try program.run(line)
    #expect(all.output.contains(Self.late), "\(all.output)")
    #expect(
      all.output.contains(
        "All of its months (July 2024 to September 2024) lie in the past; they are forecast, not known."
      ))
    let some = try program.run(line, environment: ["TROCHA_TODAY": "2024-09-01"])
    #expect(
      some.output.contains(
        "Months that lie in the past (July 2024 to August 2024) are forecast, not known."))
    let none = try program.run(line, environment: ["TROCHA_TODAY": "2024-07-31"])
    #expect(!none.output.contains("lie in the past"))
    let json = try program.run(line + " --json", environment: ["TROCHA_TODAY": "2024-09-01"])
      .object()
    #expect((json["age"] as? [String: Any])?["newest"] as? String == "2024-06")
    #expect(json["months_past"] as? Int == 2)
  }

  @Test func aCalendarListsWhatIsDue() throws {
    let program = try Self.program.get()
    let ics = program.folder.appending(path: "releases.ics")
    let calendar = try program.run("record calendar --json --ics \(ics.path)").object()
    let datasets = try #require(calendar["datasets"] as? [[String: Any]])
    let own = try #require(datasets.first { $0["dataset"] as? String == "cri-transits" })
    #expect(own["usual_lag"] as? Int == 10 && own["lag_from"] as? String == "stated")
    #expect(own["next"] as? String == "2024-07" && own["next_due"] as? String == "2024-08-10")
    // From 10 August 2024 to 27 November 2026: two years, and 21 + 30 + 31 + 27 days.
    #expect(own["days_late"] as? Int == 2 * 365 + 109)
    let text = try String(contentsOf: ics, encoding: .utf8)
    #expect(text.contains("UID:cri-transits-2024-07@trocha\r\n"))
    // The next that is not over: November 2026, due on 10 December.
    #expect(text.contains("UID:cri-transits-2026-11@trocha\r\n"))
    #expect(text.contains("DTSTART;VALUE=DATE:20261210\r\n"))
    let late = try program.run("record calendar --late --json").object()
    let all = try #require(late["datasets"] as? [[String: Any]])
    #expect(all.allSatisfy { $0["late"] as? Bool == true })
    #expect(!all.contains { $0["complete"] as? Bool == true })
    #expect(datasets.contains { $0["complete"] as? Bool == true })
    #expect(
      try program.run("record calendar --lang es").output.contains(
        "Publicaciones, al 27 de noviembre de 2026"))
  }

  /// Python's icalendar reads the file, and finds the events that the JSON has.
  @Test(.enabled(if: CalendarReader.isAvailable, "needs Python's icalendar"))
  func anotherProgramReadsTheCalendar() throws {
    let program = try Self.program.get()
    for language in ["en", "es"] {
      let ics = program.folder.appending(path: "releases-\(language).ics")
      let calendar = try program.run(
        "record calendar --json --ics \(ics.path) --lang \(language)"
      ).object()
      let datasets = try #require(calendar["datasets"] as? [[String: Any]])
      let lines = try CalendarReader.events(ics).split(separator: "\n").map(String.init)
      let expected = datasets.filter { $0["next_due"] != nil }
      let late = expected.filter { $0["late"] as? Bool == true }
      // One for what is late, and one for the next that is not.
      #expect(lines.count == expected.count + late.count)
      for dataset in expected {
        let name = try #require(dataset["dataset"] as? String)
        let next = try #require(dataset["next"] as? String)
        let due = try #require(dataset["next_due"] as? String)
        #expect(lines.contains("\(name)-\(next)@trocha \(due)"))
      }
    }
  }

  /// A text about a month long after the last one held: the answer has the age that the series has.
  @Test func aClaimAfterTheRecordEndsIsNotKnown() throws {
    let program = try Self.program.get()
    let today = ["TROCHA_TODAY": "2040-01-15"]
    let series = try program.run("record compare darien --json", environment: today).object()
    let age = try #require(series["age"] as? NSDictionary)
    let arguments = [
      "check", "--say",
      "Panama counted 1,500 irregular transits through the Darién in October 2039",
      "--date", "2039-11-05", "--json", "--lang", "en",
    ]
    let report = try program.run(arguments, environment: today).object()
    let claims = try #require(report["claims"] as? [[String: Any]])
    let claim = try #require(claims.first { $0["text"] as? String == "1,500" })
    #expect(claim["verdict"] as? String == "uncheckable")
    #expect(claim["age"] as? NSDictionary == age)
    let words = try #require(age["text"] as? String)
    let explanation = try #require(claim["explanation"] as? String)
    #expect(
      explanation.contains(
        "October 2039: not known, " + words.replacing("newest: ", with: "the record ends with ")
          + "."),
      "\(explanation)")
  }

  @Test(
    .enabled(if: Schema.isAvailable, "needs Python's jsonschema"),
    arguments: [
      ("record calendar --json", "calendar.schema.json"),
      ("record compare measure=transits place=CRI --json", "compare.schema.json"),
      ("record show measure=transits place=CRI --json", "series.schema.json"),
      ("record show measure=transits place=CRI, darien --json", "series-table.schema.json"),
      (
        "nowcast measure=transits place=CRI --count 500 --days 2024-07-01/2024-07-10 --json",
        "nowcast.schema.json"
      ),
      ("outlook darien --by nationality --months 2 --json", "outlook-parts.schema.json"),
    ])
  func jsonKeepsItsPromise(_ line: String, _ schema: String) throws {
    let program = try Self.program.get()
    let result = try program.run(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\"age_months\""))
    #expect(try Schema.faults(schema, json: result.output, in: program.folder) == "")
  }

  /// Where releases are due, a brief of today is one of the month that its headline's figure is of; as of a day of
  /// the past it is not.
  @Test func aBriefOfTodayStatesItsMonth() throws {
    let program = try Self.program.get()
    let out = program.folder.appending(path: "brief").path
    let line = "brief --no-what-if --out \(out) --json"
    let result = try program.run(line, environment: ["TROCHA_TODAY": "2099-01-15"])
    let brief = try result.object()
    let age = try #require(brief["age"] as? [String: Any])
    let headline = try #require(brief["headline"] as? String)
    #expect(headline.contains("– a brief of "))
    let months = try #require(age["age_months"] as? Int)
    #expect(headline.hasSuffix("\(months) months old"))
    #expect((brief["knowledge"] as? String)?.contains("releases have been due since") == true)
    #expect(
      try Schema.faults("brief.schema.json", json: result.output, in: program.folder)
        == "")
    let then = try program.run(line + " --as-of 2023-10-05 --lang es").object()
    #expect((then["headline"] as? String)?.contains("un informe de") == false)
  }
}

/// Reads a calendar file with Python's icalendar, which is somebody else's.
enum CalendarReader {
  static let isAvailable: Bool = (try? run(["-c", "import icalendar"]).status) == 0

  private static let script = """
    import sys, icalendar
    text = open(sys.argv[1], "rb").read()
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        assert event["DTSTAMP"] and event["SUMMARY"] and event["DTEND"].dt > event["DTSTART"].dt
        print(event["UID"], event["DTSTART"].dt.isoformat())
    """

  /// The events' names and days, a line each.
  static func events(_ file: URL) throws -> String {
    let result = try run(["-c", script, file.path])
    #expect(result.status == 0, "\(result.output)")
    return result.output
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore"] + arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
