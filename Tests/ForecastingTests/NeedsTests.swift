import Estimation
import Forecasting
import Foundation
import Periods
import Record
import Tabular
import Testing

struct NeedsTests {
  private func plan(_ text: String) throws -> NeedsPlan {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "needs-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try NeedsPlan(ByteStream(path: file.path))
  }

  /// A normal distribution about 10 on the power 0.2 of the count: of more than 11^5 the chance is that of one
  /// standard deviation, 0.1587 by the printed table; of more than 10^5 a half.
  @Test func `chances are those of the distribution`() {
    let scores = [-1.959964, -1.281552, 0, 1.281552, 1.959964]
    let curve = QuantileCurve(scores.map { pow(10 + $0, 5) })
    for (count, wanted) in [(11.0, 0.158655), (10, 0.5), (9, 0.841345), (12.2, 0.013903)] {
      #expect(abs(curve.chance(above: pow(count, 5)) - wanted) < 1e-4)
    }
    // Beyond what bands can tell there is no certainty.
    #expect(curve.chance(above: 1e9) == 1 - 0.998 && curve.chance(above: 0) == 0.998)
    // A series of zeros: more than none comes with no more than the least chance.
    #expect(QuantileCurve([0, 0, 0, 0, 0]).chance(above: 0) == 1 - 0.998)
  }

  /// A capacity in a column of another name would be no capacity, without a word.
  @Test(arguments: [
    ("capacity_per_dya", "Did you mean \"capacity_per_day\"?"),
    ("capacity_per_month", "capacity_per_month"),
    ("days", "a second time"),
  ])
  func `unknown columns are faults`(_ column: String, _ words: String) throws {
    let error = #expect(throws: InputError.self) {
      try plan("item,unit,share,per_person_day,days,\(column)\nmeals,meals,1,3,2,40\n")
    }
    #expect("\(try #require(error))".contains(words), "\(error.map { "\($0)" } ?? "")")
  }

  private func issues(_ row: String) throws -> String {
    let error = #expect(throws: InputError.self) {
      try plan(
        "item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day\n\(row)\n")
    }
    return error.map { "\($0)" } ?? ""
  }

  /// In Spanish "1.250" is one thousand two hundred and fifty, a thousand times the English reading.
  @Test func `a number that can be read in two ways is refused`() throws {
    let price = try issues("meals,meals,1,3,2,1.250,COP,")
    #expect(
      price.contains("If 1.250 means 1,250, write 1250; if it means 1.250, write 1.2500."),
      "\(price)")
    let amount = try issues("water,litres,1,1.000,2,,,")
    #expect(
      amount.contains("If 1.000 means 1,000, write 1000; if it means 1.000, write 1."), "\(amount)")
    #expect(
      try issues("beds,nights,1,1,2,,,1.250.000").contains(
        "If 1.250.000 means 1,250,000, write 1250000."))
    // Nothing else is doubted.
    let plain = try plan(
      "item,unit,share,per_person_day,days,unit_cost,currency\nmeals,meals,0.125,1.25,12.3450,\"1,250\",COP\n"
    )
    #expect(plain.items.map(\.cost) == [1250] && plain.items[0].share == 0.125)
    #expect(plain.items[0].perPersonDay == 1.25 && plain.items[0].days == 12.345)
  }

  /// In a table that semicolons separate the comma is for decimals, or for thousands.
  @Test func `a comma beside semicolons is refused too`() throws {
    let error = #expect(throws: InputError.self) {
      try plan(
        "item;unit;share;per_person_day;days;unit_cost;currency\nmeals;meals;1;3;2;1,250;COP\n")
    }
    #expect("\(try #require(error))".contains("If 1,250 means 1,250, write 1250"))
  }

  /// A capital and a blank make no second item, and no second currency.
  @Test func `an item is the same in other letters`() throws {
    let twice = try issues("meals,meals,1,3,2,2,USD,\nMeals ,meals,1,3,2,2,USD,")
    #expect(twice.contains("It is already on line 2."), "\(twice)")
    let plan = try plan(
      "item,unit,share,per_person_day,days,unit_cost,currency\na,x,1,1,1,2,usd\nb,x,1,1,1,2,USD\n")
    #expect(Set(plan.items.map(\.currency)) == ["USD"])
  }

  /// By hand: 30 % of people for 2 days is 0.6 bed-nights for each who is counted; at 12.50 that is 7.50.
  /// 40 beds are 1,200 bed-nights in the thirty days of June, the need of 2,000 people.
  @Test func `needs are people times what each needs`() throws {
    let plan = try plan(
      """
      item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day,source
      shelter,bed-nights,0.3,1,2,12.50,USD,40,own count
      meals,meals,1,3,2,2,USD,,
      """)
    let store = try RecordStore(
      path: FileManager.default.temporaryDirectory
        .appending(path: "needs-\(UUID().uuidString).sqlite").path)
    let outlook = try OutlookReport.make(
      "usbp-southwest", store: store, months: 1, asOf: Day("2023-06-25"), judging: false)
    let report = NeedsReport(outlook, plan)
    let month = try #require(outlook.months.first)
    #expect(month.month.description == "2023-06")
    let shelter = try #require(report.items.first?.periods.first)
    #expect(abs(shelter.need.q50 - 0.6 * month.q50) < 1e-6 * month.q50)
    #expect(abs((shelter.cost?.q90 ?? 0) - 7.5 * month.q90) < 1e-6 * month.q90)
    #expect(shelter.capacity == 1200)
    let chance = QuantileCurve(month.quantiles).chance(ofMoreThan: 2000)
    #expect(shelter.chanceAboveCapacity == chance)
    #expect(report.items[1].periods[0].capacity == nil)
    // 7.50 and 12 for each who is counted.
    #expect(report.costs.map(\.currency) == ["USD"])
    #expect(abs(report.costs[0].cost.q10 - 19.5 * month.q10) < 1e-6 * month.q10)
  }

  @Test func `all that is wrong with a plan is said at once, with its line`() throws {
    let error = #expect(throws: InputError.self) {
      try plan(
        """
        item,unit,share,per_person_day,days,unit_cost
        shelter,bed-nights,30,1,2,
        shelter,beds,0.3,x,2,
        meals,meals,1,3,-2,4
        """)
    }
    let lines = error?.issues.map(\.line) ?? []
    #expect(lines == [2, 3, 3, 4, 4])
  }
}
