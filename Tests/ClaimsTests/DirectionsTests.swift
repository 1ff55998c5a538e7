import Claims
import Periods
import Record
import Testing

/// Directions, runs, factors and differences that prose tells without a number of their own, or without the
/// time that they are compared with. Every expected value is asked of the record beside it.
@Suite struct DirectionsTests {
  /// A figure of the record, by its name or query.
  private static func figure(_ query: String, _ period: String) throws -> Double {
    let store = try ClaimsFixture.store.get()
    let selection = try store.parser.selection(query)
    let timeline = try #require(try store.timeline(selection))
    let period = try #require(Period(period))
    return try #require(timeline.observation(period).value)
  }

  private static func verdict(
    _ words: String, in text: String, _ date: String
  ) throws -> Verdict {
    try ClaimsFixture.claim(words, in: text, date).verdict
  }

  private static let ports = "measure=encounters place=us-southwest-border component=ofo"

  /// Both the month before and the same month of the year before were lower.
  @Test func aVerbWithTheNumberThatItWentTo() throws {
    let (own, month, year) = try (
      DirectionsTests.figure(DirectionsTests.ports, "2023-06"),
      DirectionsTests.figure(DirectionsTests.ports, "2023-05"),
      DirectionsTests.figure(DirectionsTests.ports, "2022-06")
    )
    #expect(own == 45018)
    #expect(own > month && own > year)
    let text = "At the ports of entry on the southwest border encounters WORD in June, to 45,018."
    #expect(
      try DirectionsTests.verdict("rose", in: text.replacing("WORD", with: "rose"), "2023-07-25")
        == .supported)
    #expect(
      try DirectionsTests.verdict("fell", in: text.replacing("WORD", with: "fell"), "2023-07-25")
        == .off)
  }

  /// In June 2023 fewer crossed the Darién than in May and more than a year before: "rose" may be either.
  @Test func aRiseOnTheYearBeforeIsNeverRefutedByTheMonthBefore() throws {
    let (own, month, year) = try (
      DirectionsTests.figure("darien", "2023-06"), DirectionsTests.figure("darien", "2023-05"),
      DirectionsTests.figure("darien", "2022-06")
    )
    #expect(own < month && own > year)
    let text =
      "Irregular transits through the Darién WORD in June 2023, the migration service said."
    #expect(
      try DirectionsTests.verdict("fell", in: text.replacing("WORD", with: "fell"), "2023-07-10")
        == .supported)
    #expect(
      try DirectionsTests.verdict("rose", in: text.replacing("WORD", with: "rose"), "2023-07-10")
        == .uncheckable)
  }

  @Test(arguments: [
    ("Irregular entries to Honduras rose between 2022 and 2023.", "rose", Verdict.supported),
    ("Irregular entries to Honduras fell between 2022 and 2023.", "fell", .off),
    ("Los ingresos irregulares a Honduras aumentaron entre 2022 y 2023.", "aumentaron", .supported),
    ("Los ingresos irregulares a Honduras disminuyeron entre 2022 y 2023.", "disminuyeron", .off),
  ])
  func twoYearsThatAreNamed(_ text: String, _ words: String, _ verdict: Verdict) throws {
    let (before, after) = try (
      DirectionsTests.figure("honduras-entries", "2022"),
      DirectionsTests.figure("honduras-entries", "2023")
    )
    #expect(after > before)
    #expect(try DirectionsTests.verdict(words, in: text, "2024-02-10") == verdict)
  }

  /// A Spanish verb goes on about the sentence before without a subject.
  @Test func aVerbWithoutASubjectIsCarriedOn() throws {
    let (august, september) = try (
      DirectionsTests.figure("darien", "2023-08"), DirectionsTests.figure("darien", "2023-09")
    )
    #expect(august == 81946)
    #expect(september < august)
    let text =
      "El flujo de migrantes por el Darién llegó a 81.946 personas en agosto de 2023. En septiembre bajó."
    #expect(try DirectionsTests.verdict("bajó", in: text, "2023-10-10") == .supported)
  }

  /// Returns from Mexico were the very same in January and February 2024.
  @Test func whatDidNotChange() throws {
    let (january, february) = try (
      DirectionsTests.figure("mexico-returns", "2024-01"),
      DirectionsTests.figure("mexico-returns", "2024-02")
    )
    #expect(january == february)
    let text = "Migrants' returns from Mexico were unchanged in February 2024."
    #expect(try DirectionsTests.verdict("unchanged", in: text, "2024-03-25") == .supported)
    let (july, august, before) = try (
      DirectionsTests.figure("darien", "2023-07"), DirectionsTests.figure("darien", "2023-08"),
      DirectionsTests.figure("darien", "2022-08")
    )
    #expect(abs(august / july - 1) > 0.1 && abs(august / before - 1) > 0.1)
    #expect(
      try DirectionsTests.verdict(
        "unchanged", in: "Migrant crossings of the Darién were unchanged in August 2023.",
        "2023-09-10")
        == .off)
  }

  /// The months are told one by one.
  @Test func aRunIsCheckedMonthByMonth() throws {
    let months = try (8...12).map {
      try DirectionsTests.figure("darien", "2023-" + ($0 < 10 ? "0\($0)" : "\($0)"))
    }
    #expect(zip(months, months.dropFirst()).allSatisfy { $0 > $1 })
    let text =
      "The Darién saw 81,946 migrants in August 2023; from there the number fell every month, to 24,626 in December."
    #expect(months.last == 24626)
    #expect(try DirectionsTests.verdict("fell every month", in: text, "2024-01-12") == .supported)
    let (february, march) = try (
      DirectionsTests.figure("usbp-southwest", "2023-02"),
      DirectionsTests.figure("usbp-southwest", "2023-03")
    )
    #expect(march > february * 1.1)
    let wrong = "Border Patrol encounters at the southwest border fell every month of 2023."
    #expect(try DirectionsTests.verdict("fell every month", in: wrong, "2024-01-12") == .off)
  }

  /// What no series counts, or what a series' word only belongs to, is no direction of the series.
  @Test(arguments: [
    "The cost of deportations rose in August 2023, the Border Patrol's union said.",
    "Wait times at the ports of entry on the southwest border fell in August 2023.",
    "Tensions rose at the southwest border in August 2023 as migrants waited.",
    "The share of Venezuelans crossing the Darién fell in August 2023.",
    "El costo de las deportaciones subió en agosto de 2023, dijo la Patrulla Fronteriza.",
    "Las remesas de los migrantes volvieron a subir en septiembre de 2023.",
    "The Border Patrol's chief rose in August 2023 to address migrants.",
    "Complaints about Border Patrol arrests at the southwest border rose in August 2023.",
    "Arrests of smugglers by the Border Patrol rose at the southwest border in August 2023.",
    "Public worry over crossings of the Darién grew in August 2023.",
    "La preocupación por el paso de migrantes por el Darién creció en agosto de 2023.",
    "Las detenciones de coyotes por la Patrulla Fronteriza aumentaron en agosto de 2023.",
  ])
  func otherThingsGoUpAndDown(_ text: String) throws {
    for claim in try ClaimsFixture.report(text, "2023-10-20").claims {
      #expect([.uncheckable, .notAClaim].contains(claim.verdict), "\(claim.text)")
    }
  }

  @Test(arguments: [
    (
      "Honduras counted 48,953 irregular entries of migrants in July 2023, 1.8 times June's 26,757.",
      "1.8 times", "honduras-entries", "2023-07", "2023-06", 1.8
    ),
    (
      "Honduras contó 188.858 ingresos irregulares de migrantes en 2022, casi once veces los 17.590 de 2021.",
      "casi once veces", "honduras-entries", "2022", "2021", 11
    ),
    (
      "The Border Patrol arrested 124,215 migrants at the southwest border in January 2024, half of December's 249,740.",
      "half", "usbp-southwest", "2024-01", "2023-12", 0.5
    ),
  ])
  func factorsOfANumberOfAnotherTime(
    _ text: String, _ words: String, _ series: String, _ own: String, _ base: String,
    _ factor: Double
  ) throws {
    let record =
      try DirectionsTests.figure(series, own) / DirectionsTests.figure(series, base)
    #expect(abs(record / factor - 1) < 0.05)
    #expect(try DirectionsTests.verdict(words, in: text, "2024-03-01").isRight)
  }

  /// What it is compared with may open the sentence, or stand between the noun and its per cent.
  @Test func aBaseThatStandsBefore() throws {
    let (december, january) = try (
      DirectionsTests.figure("usbp-southwest", "2023-12"),
      DirectionsTests.figure("usbp-southwest", "2024-01")
    )
    #expect(abs(january / december - 0.5) < 0.005)
    let text =
      "Compared with December, Border Patrol arrests at the southwest border WORD in January 2024."
    for (words, isRight) in [
      ("fell", true), ("rose", false), ("were down 50 percent", true),
      ("were down 25 percent", false),
    ] {
      let claim = try ClaimsFixture.claim(
        words.replacing("were ", with: ""), in: text.replacing("WORD", with: words), "2024-02-15")
      #expect(isRight ? claim.verdict.isRight : claim.verdict.isWrong, "\(words)")
      #expect(claim.base == Period("2023-12"))
    }
    let (september, october) = try (
      DirectionsTests.figure("darien", "2023-09"), DirectionsTests.figure("darien", "2023-10")
    )
    #expect(abs(october / september - 0.654) < 0.001)
    let spanish =
      "Los migrantes que cruzaron el Darién fueron 49.256 en octubre de 2023. La baja respecto a septiembre fue del NUMBER %."
    #expect(
      try DirectionsTests.verdict(
        "35", in: spanish.replacing("NUMBER", with: "35"), "2023-11-15"
      ).isRight)
    #expect(
      try DirectionsTests.verdict(
        "53", in: spanish.replacing("NUMBER", with: "53"), "2023-11-15"
      ).isWrong)
  }

  /// "Up from" the number of one sentence to that of the one before.
  @Test func aJumpToTheNumberOfTheSentenceBefore() throws {
    let (august, september) = try (
      DirectionsTests.figure("usbp-southwest", "2023-08"),
      DirectionsTests.figure("usbp-southwest", "2023-09")
    )
    #expect(august == 181054 && september == 218763)
    #expect(abs(september / august - 1.208) < 0.001)
    let text =
      "Border Patrol made 218,763 arrests on the Mexican border in September 2023. Up from 181,054 in August, so a jump of NUMBER percent."
    for (number, isRight) in [("21", true), ("37", false)] {
      let verdict = try DirectionsTests.verdict(
        "jump of \(number)", in: text.replacing("NUMBER", with: number), "2023-10-25")
      #expect(isRight ? verdict.isRight : verdict.isWrong, "\(number)")
    }
  }

  @Test func differences() throws {
    let (july, august) = try (
      DirectionsTests.figure("usbp-southwest", "2023-07"),
      DirectionsTests.figure("usbp-southwest", "2023-08")
    )
    #expect(august - july == 48412)
    let text =
      "Border Patrol arrests at the southwest border reached 181,054 in August 2023, up from 132,642 in July, an increase of NUMBER."
    #expect(
      try DirectionsTests.verdict(
        "48,412", in: text.replacing("NUMBER", with: "48,412"), "2023-09-20")
        == .supported)
    #expect(
      try DirectionsTests.verdict(
        "84,412", in: text.replacing("NUMBER", with: "84,412"), "2023-09-20"
      ).isWrong)
    let (one, other) = try (
      DirectionsTests.figure("mexico-events", "2023-09"),
      DirectionsTests.figure("mexico-events", "2023-08")
    )
    #expect(one - other == 13939)
    let gap =
      "Mexico recorded 96,315 events of irregular migrants in September 2023 and 82,376 in August, a gap of 13,939."
    #expect(try DirectionsTests.verdict("a gap", in: gap, "2023-10-25") == .supported)
  }

  /// The record says "slightly" below 5 % (`ChangeWording`); desks go farther, so that nobody is accused
  /// up to 10 %. Panama's migration service: 38,099 in March 2023, 40,297 in April, 38,962 in May, 29,722 in
  /// June, 55,387 in July.
  @Test func slightlyIsOneRule() throws {
    let text: (String, String) -> String = {
      "Transits through the Darién in \($0) 2023 were slightly \($1) 2023."
    }
    let verdict: (String) throws -> Verdict = {
      try ClaimsFixture.claim("slightly", in: $0).verdict
    }
    #expect(try verdict(text("May", "below April")) == .supported)
    #expect(try verdict(text("April", "above March")) == .uncheckable)
    #expect(try verdict(text("July", "above June")) == .off)
  }
}

extension Verdict {
  fileprivate var isRight: Bool { [.supported, .rounded, .revised].contains(self) }
  fileprivate var isWrong: Bool { [.off, .slip].contains(self) }
}
