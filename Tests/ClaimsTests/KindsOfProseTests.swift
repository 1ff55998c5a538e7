import Claims
import Periods
import Testing

/// Ways in which releases and stories put figures, each with what once went wrong in it. Expected figures
/// are the agencies' own: CBP's of 19 June 2025, Panama's and Honduras's monthly counts, UNHCR's of June
/// 2025.
@Suite struct KindsOfProseTests {
  @Test func theMonthOfMayExpectsNothing() throws {
    let claim = try ClaimsFixture.claim(
      "43,039",
      in: "In May 2018 the Border Patrol made 43,039 apprehensions at the southwest border.",
      "2018-06-20")
    #expect(claim.verdict == .slip)
    #expect(claim.intended == 40_339)
  }

  @Test func fromAndToAreTwoNumbersAndNoRange() throws {
    let text = """
      Border Patrol encounters of unaccompanied children at the southwest border climbed from 5,688 in \
      January 2021 to 6,293 in February.
      """
    #expect(try ClaimsFixture.claim("5,688", in: text, "2021-03-20").verdict == .supported)
    let claim = try ClaimsFixture.claim("6,293", in: text, "2021-03-20")
    #expect(claim.verdict == .slip)
    #expect(claim.record == 9_263)
  }

  @Test(arguments: [
    // 222,018 in December 2022; before that, 183,921 in April 2023 is higher too.
    ("August 2023", "181,054", "the most in three months", Verdict.supported),
    ("August 2023", "181,054", "the most in a decade", .off),
    ("August 2023", "181,054", "a record for an August under the order", .uncheckable),
    ("May 2019", "132,856", "the most in any month of the past decade", .supported),
  ])
  func aRecordIsOfTheSpanThatIsSaid(
    _ month: String, _ number: String, _ words: String, _ verdict: Verdict
  ) throws {
    let claim = try ClaimsFixture.claim(
      words.hasPrefix("the most") ? "most in" : "a record",
      in: "In \(month) the Border Patrol made \(number) arrests at the southwest border, \(words).",
      "2023-10-05")
    #expect(claim.verdict == verdict, "\(claim.explanation)")
  }

  @Test func aShareBetweenItsTwoNumbersIsReckoned() throws {
    let claim = try ClaimsFixture.claim(
      "22 percent",
      in: """
        The Rio Grande Valley Sector recorded 28,189 encounters in December 2022, 22 percent of the \
        Border Patrol's southwest border total of 222,018.
        """, "2023-01-20")
    #expect(claim.verdict == .off)
    #expect(claim.record == 0.127)
  }

  @Test(arguments: [("down", Verdict.supported), ("up", .off)])
  func theWayFromOneNumberToTheNextIsChecked(_ way: String, _ verdict: Verdict) throws {
    let claim = try ClaimsFixture.claim(
      way + " from",
      in: """
        The Border Patrol met 203,504 people at the southwest border in April 2022, \(way) from 211,181 \
        in March.
        """, "2022-05-20")
    #expect(claim.verdict == verdict)
  }

  @Test func aMeanFollowsOnItsNumber() throws {
    let claim = try ClaimsFixture.claim(
      "1,625",
      in: "The Tucson Sector made 39,215 arrests in July 2023, an average of 1,625 a day.",
      "2023-08-20")
    #expect(claim.verdict == .off)
    // 39,215 over 31 days.
    #expect(claim.record == 1_265)
  }

  @Test func whatItWasBeforeIsOfTheSamePeople() throws {
    let claim = try ClaimsFixture.claim(
      "96,150",
      in: """
        At the southwest border 24,060 Ecuadorians were encountered in fiscal 2022. In fiscal 2021 it \
        had been 96,150.
        """, "2023-08-20")
    #expect(claim.verdict == .supported)
    #expect(claim.period == Period("FY2021"))
  }

  @Test func aMonthIsOfTheYearThatIsSpokenOf() throws {
    let text = """
      Washington began to return Venezuelans to Mexico on 12 October 2022. Their transits through the \
      Darién, 40,593 in October, were 668 in November.
      """
    for words in ["40,593", "668"] {
      #expect(try ClaimsFixture.claim(words, in: text, "2023-11-03").verdict == .supported)
    }
  }

  @Test func linesOfAListKeepToTheirTime() throws {
    let text = """
      Honduras, September 2023 in figures
      Irregular entries: 90,639
      Venezuelans: 42,550
      Haitians: 14,898
      Amnesty in force until 1 January 2024
      """
    for words in ["90,639", "42,550", "14,898"] {
      let claim = try ClaimsFixture.claim(words, in: text, "2023-10-10")
      #expect(claim.verdict == .supported, "\(words): \(claim.explanation)")
      #expect(claim.period == Period("2023-09"))
    }
  }

  @Test func peopleAbroadAreReadWithoutACountry() throws {
    let claim = try ClaimsFixture.claim(
      "380,032", in: "Nicaraguan asylum-seekers abroad were 380,032 at the end of 2023.",
      "2024-06-20")
    #expect(claim.verdict == .slip)
    #expect(claim.intended == 308_032)
    let refugees = try ClaimsFixture.claim(
      "122,139", in: "Recognised Haitian refugees numbered 122,139 at the end of 2023.",
      "2024-06-20")
    #expect(refugees.verdict == .supported)
  }

  @Test func thereIsTheCountryNamedBefore() throws {
    let claim = try ClaimsFixture.claim(
      "44,239",
      in: """
        Mexico's refugee agency has published its yearbook. Haitians lodged 44,239 first claims for \
        asylum there in 2023.
        """, "2024-06-20")
    #expect(claim.verdict == .supported)
    #expect(claim.query?.contains("place=MEX") ?? false)
  }

  @Test(arguments: [
    // Ten times 211,992; a day of publication; a difference, not a level.
    (
      "2.1 million",
      "Encounters at the southwest border were 211,992 in April 2023, and 2.1 million of files wait."
    ),
    (
      "373,625",
      "Figures that CBP released on Saturday show 373,625 apprehensions by the Tucson sector in a year."
    ),
    (
      "20.010",
      "En el Valle del Río Grande hubo 46.537 detenciones en agosto, 20.010 más de un mes a otro."
    ),
  ])
  func whatIsOfAnotherThingIsNotRefuted(_ words: String, _ text: String) throws {
    let claim = try ClaimsFixture.claim(words, in: text, "2023-10-23")
    #expect(![.off, .slip].contains(claim.verdict), "\(claim.explanation)")
  }

  @Test(arguments: [
    // 48,953 against 26,757: 83 %; 16,632 after 59,773: 72 %.
    (
      "53 percent",
      """
      Honduras counted 48,953 irregular entries in July 2023, against 26,757 in June, an increase of 53 \
      percent.
      """, 0.83
    ),
    (
      "27 %",
      "Los tránsitos por el Darién pasaron de 59.773 en octubre de 2022 a 16.632 en noviembre, una caída del 27 %.",
      -0.722
    ),
  ])
  func aChangeFollowsOnItsTwoNumbers(_ words: String, _ text: String, _ change: Double) throws {
    let claim = try ClaimsFixture.claim(words, in: text, "2023-08-20")
    #expect(claim.verdict == .off)
    #expect(claim.record == change)
  }

  @Test func whoIsMoreIsChecked() throws {
    // CBP: 54,833 Venezuelans and 39,773 Mexicans in September 2023.
    let text = """
      In September 2023 the Border Patrol arrested 54,833 Venezuelans at the southwest border, who \
      outnumbered Mexicans (39,773).
      """
    let claim = try ClaimsFixture.claim("outnumbered", in: text, "2023-10-23")
    #expect(claim.verdict == .supported)
    let turned = text.replacing("outnumbered", with: "lagging behind")
    #expect(
      try ClaimsFixture.claim("lagging behind", in: turned, "2023-10-23").verdict == .off)
  }

  @Test(arguments: [
    ("103.378", "En los ocho primeros meses de 2022 pasaron por el Darién 103.378 personas."),
    ("19.925", "En el primer cuatrimestre de 2022 cruzaron el Darién 19.925 personas."),
    ("495.459", "En 2023, en lo corrido del año, pasaron por el Darién 495.459 personas."),
  ])
  func partsOfAYearAreRead(_ words: String, _ text: String) throws {
    #expect(try ClaimsFixture.claim(words, in: text, "2023-12-10").verdict == .supported)
  }
}
