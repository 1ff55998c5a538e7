import Claims
import Periods
import Testing

/// One figure in many ways of writing. 81,946 people crossed the Darién in August 2023 and 520,085 in
/// the year, by Panama's count.
@Suite struct WaysOfWritingTests {
  @Test(arguments: [
    ("81,946 people crossed the Darien Gap in August", 81_946),
    ("82 thousand people crossed the Darien Gap in August", 82_000),
    ("82k people crossed the Darien Gap in August", 82_000),
    ("eighty-two thousand people crossed the Darien Gap in August", 82_000),
    ("some 82 000 people crossed the Darien Gap in August", 82_000),
    ("between 80,000 and 85,000 people crossed the Darien Gap in August", 80_000),
    ("81.946 personas cruzaron el Darién en agosto", 81_946),
    ("81,946 personas cruzaron el Darién en agosto", 81_946),
    ("81 mil 946 personas cruzaron el Darién en agosto", 81_946),
    ("ochenta y dos mil personas cruzaron el Darién en agosto", 82_000),
    ("unas 82.000 personas cruzaron el Darién en agosto", 82_000),
    ("entre 80.000 y 85.000 personas cruzaron el Darién en agosto", 80_000),
  ])
  func aMonth(_ text: String, _ value: Double) throws {
    let claims = try ClaimsFixture.report(text + ".").claims
    #expect(claims.map(\.value) == [value])
    #expect(claims.first?.period == Period("2023-08"))
    #expect([.supported, .rounded].contains(claims.first?.verdict))
    #expect(claims.first?.record == 81_946)
  }

  @Test(arguments: [
    ("more than half a million migrants crossed the Darien Gap in 2023", 500_000),
    ("0.52 million migrants crossed the Darien Gap in 2023", 520_000),
    ("five hundred and twenty thousand migrants crossed the Darien Gap in 2023", 520_000),
    ("más de medio millón de migrantes cruzaron el Darién en 2023", 500_000),
    ("quinientos veinte mil migrantes cruzaron el Darién en 2023", 520_000),
    ("0,52 millones de migrantes cruzaron el Darién en 2023", 520_000),
  ])
  func aYear(_ text: String, _ value: Double) throws {
    let claims = try ClaimsFixture.report(text + ".", "2024-02-01").claims
    #expect(claims.map(\.value) == [value])
    #expect([.supported, .rounded].contains(claims.first?.verdict))
    #expect(claims.first?.record == 520_085)
  }

  @Test(arguments: [
    ("in August", "2023-08"), ("last August", "2023-08"), ("in August of last year", "2022-08"),
    ("in August 2022", "2022-08"), ("last month", "2023-09"), ("in 2022", "2022"),
    ("last year", "2022"),
    ("in the first half of 2023", "2023-01-01/2023-06-30"),
    ("in the first quarter of 2023", "2023-Q1"),
    ("in Q2 2023", "2023-Q2"), ("between January and August 2023", "2023-01-01/2023-08-31"),
    ("in the first eight months of 2023", "2023-01-01/2023-08-31"),
    ("from March through May 2023", "2023-03-01/2023-05-31"),
    ("on Monday", "2023-10-02"), ("on 4 October", "2023-10-04"), ("on Oct. 4, 2023", "2023-10-04"),
    ("from September 1 to 17", "2023-09-01/2023-09-17"),
    ("in the first 17 days of September", "2023-09-01/2023-09-17"),
    ("between 2021 and 2022", "2021-01-01/2022-12-31"),
  ])
  func whenInEnglish(_ when: String, _ period: String) throws {
    let claim = try ClaimsFixture.claim(
      "9,876", in: "Some 9,876 people crossed the Darien Gap \(when).")
    #expect(claim.period == Period(period))
  }

  @Test(arguments: [
    ("en agosto", "2023-08"), ("en agosto del año pasado", "2022-08"),
    ("en agosto de 2022", "2022-08"),
    ("el mes pasado", "2023-09"), ("el año pasado", "2022"), ("en 2022", "2022"),
    ("en el primer semestre de 2023", "2023-01-01/2023-06-30"),
    ("en el segundo trimestre de 2023", "2023-Q2"),
    ("entre enero y agosto", "2023-01-01/2023-08-31"),
    ("de enero a agosto de 2023", "2023-01-01/2023-08-31"),
    ("en los primeros ocho meses del año", "2023-01-01/2023-08-31"),
    ("el lunes", "2023-10-02"), ("el 4 de octubre", "2023-10-04"),
    ("del 1 al 17 de septiembre", "2023-09-01/2023-09-17"),
    ("en los primeros 17 días de septiembre", "2023-09-01/2023-09-17"),
  ])
  func whenInSpanish(_ when: String, _ period: String) throws {
    let claim = try ClaimsFixture.claim(
      "9.876", in: "Unas 9.876 personas cruzaron el Darién \(when).")
    #expect(claim.period == Period(period))
  }

  @Test func aFiscalYearIsTakenForACalendarYear() throws {
    // CBP: 2,045,838 in fiscal 2023, 2,040,601 in the calendar year.
    let text =
      "In calendar year 2023 the Border Patrol made 2,045,838 arrests at the Mexican border."
    let claim = try ClaimsFixture.claim("2,045,838", in: text, "2024-02-01")
    #expect(claim.verdict == .slip)
    #expect(claim.intended == 2_040_601)
    #expect(claim.explanation.contains("fiscal year 2023"))
  }

  @Test(arguments: [
    ("Border Patrol made 1,810,590 arrests at the Mexican border in August.", 181_059.0),
    ("Border Patrol made 18,106 arrests at the Mexican border in August.", 181_059),
    ("Border Patrol made 181 million arrests at the Mexican border in August.", 181_059),
    ("Border Patrol made 132,652 arrests at the Mexican border in August.", 181_054),
  ])
  func slipsOfEachKind(_ text: String, _ meant: Double) throws {
    let claim = try #require(try ClaimsFixture.report(text).claims.first)
    #expect(claim.verdict == .slip)
    #expect(claim.intended == meant)
  }

  /// The figures of all of CBP and of all nationalities: which of its words is wrong, a sentence by itself does not show.
  @Test(arguments: [
    "All told, the Border Patrol made 232,972 arrests at the Mexican border in August.",
    "Border Patrol arrested 181,059 Venezuelans at the Mexican border in August.",
  ])
  func `another group's figure by itself is neither accused nor supported`(text: String) throws {
    let claim = try #require(try ClaimsFixture.report(text).claims.first)
    #expect(claim.verdict == .uncheckable)
    #expect(!claim.alternatives.isEmpty)
  }

  @Test func displacedPeopleAreOfTheCountryThatIsNamed() throws {
    // UNHCR, end of 2022: the record holds those who are displaced by whose country it is.
    let text = "Colombia had 6.8 million internally displaced people at the end of 2022."
    let claim = try ClaimsFixture.claim("6.8 million", in: text)
    #expect(claim.measure == "internally-displaced")
    #expect(claim.nationality == "COL")
  }
}
