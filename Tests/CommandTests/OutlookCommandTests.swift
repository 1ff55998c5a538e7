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
    let missing = try program.run("needs darien --plan nowhere.csv")
    #expect(missing.status != 0 && missing.output.isEmpty)
  }

  /// A table of days: fifteen months of 100 a day and ten days of 130 in the month after. Once imported the days are
  /// the nowcast's, and its middle lies between 31 days of 100 and 31 days of 130.
  @Test func `days in the record are nowcast`() throws {
    let program = try Program()
    let head =
      "measure,place,period,value,source,dataset,publisher,title,url,licence,published,retrieved,sha256,usual_lag,"
      + "standing,leaves_out_zeros"
    var rows: [String] = []
    let calendar = Calendar(identifier: .gregorian)
    let form = ISO8601DateFormatter()
    form.formatOptions = [.withFullDate]
    var day = try #require(form.date(from: "2023-10-01"))
    for number in 0..<468 {
      let count = number < 458 ? 90 + 10 * (number % 3) : 130
      rows.append("arrivals,ITA,\(form.string(from: day)),\(count),days-2025,,,,,,,,,,,")
      day = try #require(calendar.date(byAdding: .day, value: 1, to: day))
    }
    // The first row describes the source.
    rows[0] =
      "arrivals,ITA,2023-10-01,90,days-2025,days,Prefecture,Arrivals by day,https://example.org/days,CC0,2025-01-12,"
      + "2025-01-12,,1,official,false"
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
    ("outlook darien-boys --method seasonal-naive --as-of 2023-10-05", "too few"),
    ("outlook nowhere", "no word of the record"),
    ("outlook darien --months 25", "--months: expected a whole number from 1 to 24"),
    ("outlook darien --method guess", "--method: expected one of learned"),
    ("backtest darien --from 2024-03 --to 2023-03", "does not come before 2024-03"),
    ("backtest --from 2023-03 --to 2023-04", "series: expected a series' name"),
    ("backtest darien --from 2030-01 --to 2030-04", "no origin"),
    ("nowcast darien --count 5 --days 2023-08-25/2023-09-05", "within one month"),
  ]) func `what cannot be told is refused in plain words`(_ line: String, _ words: String) throws {
    let result = try Program.shared.get().run(line)
    #expect(result.status != 0)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  /// The months that follow a day's knowledge, whatever today's record holds beyond it; a day in the
  /// future knows what is known.
  @Test func `a future day knows what is known`() throws {
    let program = try Program.shared.get()
    let today = try program.run("outlook darien --csv")
    let later = try program.run("outlook darien --csv --as-of 2099-01-01")
    #expect(today.output == later.output)
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
