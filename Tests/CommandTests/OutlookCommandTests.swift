import Foundation
import Testing

struct OutlookCommandTests {
  @Test(
    .enabled(if: Schema.isAvailable, "needs Python's jsonschema"),
    arguments: [
      ("outlook usbp-southwest-venezuelans --json", "outlook.schema.json"),
      ("outlook darien --as-of 2023-10-05 --method ets --months 12 --json", "outlook.schema.json"),
      (
        "backtest usbp-southwest darien --from 2023-01 --to 2023-12 --horizons 1-3 --json",
        "backtest.schema.json"
      ),
      (
        "nowcast encounters-southwest --count 10000 --days 2023-10-04 --json",
        "nowcast.schema.json"
      ),
      ("outlook darien --by nationality --months 2 --json", "outlook-parts.schema.json"),
      ("outlook darien --by nationality --mean --json", "outlook-parts.schema.json"),
      ("outlook usbp-southwest --above 50000 --json", "outlook.schema.json"),
      ("outlook venezuelans-abroad --years 3 --json", "outlook-years.schema.json"),
      ("outlook us-removals --years 1 --json", "outlook-years.schema.json"),
      (
        "backtest venezuelans-abroad --every year --from 2010-01 --to 2024-12 --json",
        "backtest.schema.json"
      ),
      (
        "backtest missing-migrants-americas --nowcast --from 2023-01 --to 2023-06 --json",
        "backtest.schema.json"
      ),
    ]) func `answers have the form that is promised`(_ line: String, _ schema: String) throws
  {
    let program = try Program.shared.get()
    let result = try program.run(line)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Schema.faults(schema, json: result.output, in: program.folder) == "")
  }

  private static let plan = """
    item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day
    shelter,bed-nights,0.3,1,2,12.50,USD,40
    meals,meals,1,3,2,,,

    """

  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func `needs have the form that is promised, with hashtags where they are asked for`() throws {
    let program = try Program.shared.get()
    try Data(Self.plan.utf8).write(to: program.folder.appending(path: "plan.csv"))
    let line = "needs darien --plan plan.csv --months 2"
    let result = try program.run(line + " --json")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try Schema.faults("needs.schema.json", json: result.output, in: program.folder) == "")
    let table = try program.run(line + " --csv --hxl").output.split(separator: "\n")
    #expect(table[0].hasPrefix("item,unit,period,need_q025"))
    #expect(table[1].hasPrefix("#sector,"))
    #expect(table.count == 2 + 2 * 2)
    let weeks = try program.run(line + " --every week --json")
    #expect(
      try Schema.faults("needs.schema.json", json: weeks.output, in: program.folder) == "")
    let told = try program.run(line + " --every week").output
    #expect(told.contains("Weeks were made from it"))
    // Dead and missing people need no beds.
    let dead = try program.run("needs missing-migrants-americas --plan plan.csv")
    #expect(dead.status != 0 && dead.errors.contains("Deaths and disappearances"), "\(dead.errors)")
    let missing = try program.run("needs darien --plan nowhere.csv")
    #expect(missing.status != 0 && missing.output.isEmpty)
  }

  /// A table of days: fifteen months of 100 a day and ten days of 130 in the month after. Once imported the days are
  /// the nowcast's, and its middle lies between 31 days of 100 and 31 days of 130.
  @Test func `days in the record are nowcast`() throws {
    let program = try Program()
    let head =
      "measure,place,period,value,source,dataset,publisher,title,url,licence,published,retrieved,sha256,usual_lag,"
      + "standing,leaves_out_zeros,nature"
    var rows: [String] = []
    let calendar = Calendar(identifier: .gregorian)
    let form = ISO8601DateFormatter()
    form.formatOptions = [.withFullDate]
    var day = try #require(form.date(from: "2023-10-01"))
    for number in 0..<468 {
      let count = number < 458 ? 90 + 10 * (number % 3) : 130
      rows.append("arrivals,ITA,\(form.string(from: day)),\(count),days-2025,,,,,,,,,,,,")
      day = try #require(calendar.date(byAdding: .day, value: 1, to: day))
    }
    // The first row describes the source.
    rows[0] =
      "arrivals,ITA,2023-10-01,90,days-2025,days,Prefecture,Arrivals by day,https://example.org/days,CC0,2025-01-12,"
      + "2025-01-12,,1,official,false,flow"
    try Data(([head] + rows).joined(separator: "\n").utf8)
      .write(to: program.folder.appending(path: "days.csv"))
    let brought = try program.run("record import --format tidy days.csv")
    #expect(brought.status == 0, "\(brought.errors)")
    let told = try program.run("nowcast measure=arrivals place=ITA --json")
    #expect(told.status == 0, "\(told.errors)")
    let report = try told.object()
    #expect(report["days"] as? String == "2025-01-01/2025-01-10")
    #expect(report["count"] as? Double == 1300)
    #expect(report["held"] as? Bool == true)
    #expect(report["day_spread_basis"] as? String == "estimated")
    let middle = try #require((report["total"] as? [String: Any])?["q50"] as? Double)
    #expect(middle > 3100 && middle < 4100, "\(middle)")
    let parts = try program.run("nowcast usbp-southwest")
    #expect(parts.status != 0 && parts.errors.contains("holds no days of"))
    // The same numbers as people who are there on a day are no months, whatever they are added up to.
    let stock = rows.map {
      $0.replacing("arrivals,", with: "people-in-shelters,").replacing("days-2025", with: "beds")
    }
    let text = ([head] + stock).joined(separator: "\n").replacing(
      "official,false,flow", with: "official,false,stock")
    try Data(text.utf8).write(to: program.folder.appending(path: "beds.csv"))
    #expect(try program.run("record import --format tidy beds.csv").status == 0)
    let beds = try program.run("outlook measure=people-in-shelters place=ITA")
    #expect(beds.status != 0 && beds.errors.contains("has no figure by month"), "\(beds.output)")
  }

  private static let judgements = """
    series,made,from,factor,low,high,weight,who,why
    usbp-southwest,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A. Person,orders are announced

    """

  /// Both are shown, with who judged; a file that is not understood is refused with its line.
  @Test(.enabled(if: Schema.isAvailable, "needs Python's jsonschema"))
  func `judgements are mixed in and scored`() throws {
    let program = try Program.shared.get()
    try Data(Self.judgements.utf8).write(to: program.folder.appending(path: "judged.csv"))
    let line = "outlook usbp-southwest --as-of 2025-01-17 --judgements judged.csv"
    let json = try program.run(line + " --json")
    #expect(try Schema.faults("outlook.schema.json", json: json.output, in: program.folder) == "")
    let told = try program.run(line).output
    #expect(told.contains("A. Person, 16 January 2025: times 0.25 (0.10 – 0.50) from 20 January"))
    let scored = try program.run("judgements --file judged.csv --json")
    #expect(
      try Schema.faults("judgements.schema.json", json: scored.output, in: program.folder) == "")
    #expect(try program.run("judgements --file judged.csv --lang es").output.contains("más cerca"))
    try Data("series,made\nx,y\n".utf8).write(to: program.folder.appending(path: "bad.csv"))
    let bad = try program.run("judgements --file bad.csv")
    #expect(bad.status != 0 && bad.errors.contains("bad.csv"))
    let parts = try program.run(line + " --by nationality")
    #expect(parts.status != 0 && parts.errors.contains("leave --by and --years out"))
  }

  /// The chance of more than a number falls with the number, and is over a half below the median.
  @Test func `chances are shown month by month`() throws {
    let program = try Program.shared.get()
    let output = try program.run("outlook usbp-southwest --above 1 --months 2").output
    #expect(output.contains("Chance that more than 1 come in the month"))
    #expect(output.contains("2025-06  over 99%"))
    let parts = try program.run("outlook darien --by nationality --above 5")
    #expect(parts.status != 0 && parts.errors.contains("chances of parts do not add up"))
  }

  @Test(arguments: [
    ("outlook venezuelans-abroad", "no figure by month"),
    ("outlook darien --as-of 2019-01-01", "known on 2019-01-01"),
    ("outlook darien-boys --method seasonal-naive --as-of 2023-10-05", "12 are needed"),
    ("outlook nowhere", "no word of the record"),
    ("outlook darien --months 25", "--months: expected a whole number from 1 to 24"),
    ("outlook darien --method guess", "--method: expected one of learned"),
    ("backtest darien --from 2024-03 --to 2023-03", "does not come before 2024-03"),
    ("backtest --from 2023-03 --to 2023-04", "series: expected a series' name"),
    ("backtest darien --from 2030-01 --to 2030-04", "no origin"),
    ("nowcast darien --count 5 --days 2023-08-25/2023-09-05", "within one month"),
    ("nowcast darien --count 0 --days 2025-05-01/2025-05-10", "a whole number of people from 1 up"),
    ("nowcast darien --count 1.5 --days 2025-05-01/2025-05-10", "a whole number of people"),
    ("nowcast darien --count 5 --days 2026-11-20/2026-11-28", "not after today"),
    ("nowcast venezuelans-abroad --count 5 --days 2025-05-01/2025-05-10", "number at a moment"),
    ("record show darien --as-of \"\"", "--as-of: expected a day such as"),
    ("outlook darien --top 3", "--by, whose parts it limits"),
    ("record show darien --top 3", "--top: expected --by beside it"),
    ("record show darien --json --csv", "Choose one of --json and --csv"),
    ("record list --json --csv", "Choose one of --json and --csv"),
    ("record list --measures --labels sector", "Choose one of --measures and --labels"),
    ("record sources --json --csv", "Choose one of --json and --csv"),
    ("effect darien --on 2023-10-05 --list", "leave"),
    ("effect --list --method synthetic-control", "leave --method out"),
    ("effect darien --on 2023-10-05 --first-month 2022-06", "not over before the policy's day"),
    ("record compare darien --period 2023-08 --since 2023-08-01", "a day before 2023-08"),
    ("record compare darien --since 2026-01-01", "a day before 2025-04"),
    ("record show us-removals --every month", "fiscal years of"),
    ("record show darien --every day", "and no days"),
  ]) func `what cannot be told is refused in plain words`(_ line: String, _ words: String) throws {
    let result = try Program.shared.get().run(line)
    #expect(result.status != 0)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  /// What will be known on a day to come nobody knows: refused by every command that takes such a day.
  @Test(arguments: [
    "outlook darien --as-of 2099-01-01", "record show darien --as-of 2026-11-28",
    "record compare darien --as-of 2099-01-01", "record list --as-of 2099-01-01",
    "needs darien --plan none.csv --as-of 2099-01-01", "brief --as-of 2099-01-01",
    "effect darien --on 2023-10-05 --as-of 2099-01-01", "effect --list --as-of 2099-01-01",
    "nowcast darien --as-of 2099-01-01", "whatif --as-of 2099-01-01",
    "check --say \"1,500 transits\" --date 2026-11-28",
  ]) func `a day of knowledge to come is refused`(_ line: String) throws {
    let result = try Program.shared.get().run(line)
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains("that is not after today"), "\(result.errors)")
    // The day itself is known.
    let today = try Program.shared.get().run(
      "record show darien --period 2024-01 --as-of 2026-11-27")
    #expect(today.output.contains("36,001"))
  }

  @Test func `the months that follow what is known`() throws {
    let today = try Program.shared.get().run("outlook darien --csv")
    #expect(today.output.hasPrefix("month,q025,q10,q50,q90,q975,sources\n2025-05,"))
  }

  @Test func `pages with fans are written`() throws {
    let program = try Program.shared.get()
    for (line, words) in [
      ("outlook darien --html fan.html", "band of 8 in 10, to"),
      (
        "backtest darien --from 2023-01 --to 2023-06 --method changes --html fans.html",
        "From January 2023"
      ),
    ] {
      let result = try program.run(line)
      #expect(result.status == 0, "\(result.errors)")
      let file = program.folder.appending(path: line.contains("fans") ? "fans.html" : "fan.html")
      let page = try String(contentsOf: file, encoding: .utf8)
      #expect(page.contains(words))
    }
  }
}
