import Claims
import Testing

/// Numbers that are read by what they are: the record has them, and the text names what of. Expected
/// figures are those of the publishers' tables, named with each.
@Suite struct NumbersMetTests {
  /// UNHCR's decisions on asylum, Mexico, 2023: of Hondurans 11,467 recognised at first instance.
  @Test(arguments: [
    (
      "Mexico received 41,936 asylum applications from Hondurans in 2023. Of the decisions taken at first "
        + "instance that year, 11,467 recognised the applicant as a refugee.", "11,467"
    ),
    (
      "México recibió 41.936 solicitudes de asilo de hondureños en 2023. De las resoluciones de primera "
        + "instancia de ese año, 11.467 fueron favorables.", "11.467"
    ),
  ])
  func aDecisionIsFound(text: String, words: String) throws {
    let claim = try ClaimsFixture.claim(words, in: text, "2024-07-30")
    #expect(claim.isSupported, "\(claim.explanation)")
    #expect(claim.query?.contains("asylum-decisions") == true)
    #expect(claim.query?.contains("kind=recognised") == true)
  }

  /// The same table has no 23,456: a number that is met nowhere stays open.
  @Test func aNumberThatIsMetNowhereStaysOpen() throws {
    let text =
      "Mexico received 41,936 asylum applications from Hondurans in 2023. Of the decisions taken at first "
      + "instance that year, 23,456 recognised the applicant as a refugee."
    let claim = try ClaimsFixture.claim("23,456", in: text, "2024-07-30")
    #expect(!claim.isSupported && !claim.isAccused, "\(claim.explanation)")
  }

  /// UNHCR counts 6,918,373 Colombians displaced in their country at the end of 2023.
  @Test(arguments: [
    (
      "UNHCR counted 6,918,373 internally displaced people in Colombia at the end of 2023.",
      "6,918,373"
    ),
    ("A fines de 2023 el ACNUR contaba 6.918.373 desplazados internos en Colombia.", "6.918.373"),
  ])
  func displacedPeopleAreRead(text: String, words: String) throws {
    let claim = try ClaimsFixture.claim(words, in: text, "2024-07-30")
    #expect(claim.isSupported, "\(claim.explanation)")
    #expect(claim.query?.contains("internally-displaced") == true)
  }

  /// CBP: 3,201,144 encounters nationwide in fiscal 2023, 2,475,669 of them at the southwest border.
  @Test func theWholeCountryIsNotAccusedByABorder() throws {
    let text = "There were 3,201,144 encounters in the United States in fiscal 2023."
    let claim = try ClaimsFixture.claim("3,201,144", in: text, "2023-11-05")
    #expect(claim.isSupported, "\(claim.explanation)")
  }

  /// CBP's nationwide table: 189,402 encounters at the border with Canada in fiscal 2023.
  @Test(arguments: [
    (
      "The border with Canada moved too. In fiscal year 2023 CBP logged 189,402 encounters there.",
      "189,402"
    ),
    (
      "La frontera con Canadá también se movió. En el año fiscal 2023 la CBP sumó allí 189.402 encuentros.",
      "189.402"
    ),
  ])
  func theBorderNamedBeforeIsMeant(text: String, words: String) throws {
    let claim = try ClaimsFixture.claim(words, in: text, "2024-08-14")
    #expect(claim.isSupported, "\(claim.explanation)")
    #expect(claim.query?.contains("place=us-northern-border") == true)
  }

  /// Panama: 520,085 people through the Darién in 2023; Colombia's own count is 539,959. What is at the
  /// border with Colombia is not in Colombia.
  @Test func atTheBorderWithACountryIsNotInIt() throws {
    let text =
      "Migración Panamá: el año 2023 cerró con 520.085 personas en tránsito irregular por la frontera "
      + "con Colombia."
    let claim = try ClaimsFixture.claim("520.085", in: text, "2024-01-05")
    #expect(!claim.isAccused, "\(claim.explanation)")
  }

  /// ICE: 142,580 removals in fiscal 2023, 72,177 in fiscal 2022. A number in brackets is of the time that
  /// it stands behind.
  @Test func aNumberInBracketsIsOfTheTimeBefore() throws {
    let text =
      "En el año fiscal 2023 las deportaciones de ICE fueron 142.580, casi el doble que en 2022 (72.177)."
    let claim = try ClaimsFixture.claim("72.177", in: text, "2024-02-01")
    #expect(claim.isSupported, "\(claim.explanation)")
  }

  /// Migración Colombia counted 31,723 Chinese in transit in 2023: 13,723 is that with two digits turned
  /// round.
  @Test func aSlipOfANumberOfTheRecordIsFound() throws {
    let text =
      "Migración Colombia registró 539.959 tránsitos irregulares en 2023. Los chinos fueron 13.723."
    let claim = try ClaimsFixture.claim("13.723", in: text, "2024-02-01")
    #expect(claim.verdict == .slip, "\(claim.explanation)")
    #expect(claim.intended == 31_723)
  }

  /// Honduras: 102,008 irregular entries in October 2023, the first month above 100,000.
  @Test(arguments: ["above one hundred thousand", "above a hundred thousand"])
  func aHundredThousandIsOneNumber(words: String) throws {
    let text = "Honduras registered 102,008 irregular entries in October 2023, \(words)."
    let report = try ClaimsFixture.report(text, "2023-11-22")
    #expect(
      !report.claims.contains { $0.isAccused }, "\(report.claims.map(\.explanation))")
  }

  /// Venezuelans through Colombia, September 2023: 57,348 of 75,332, or 76.1 %.
  @Test func aShareThatNoReadingGivesIsOff() throws {
    let text =
      "Migración Colombia contó 75.332 tránsitos irregulares en septiembre de 2023. Los venezolanos "
      + "representaron el 67 %, con 57.348."
    let claim = try ClaimsFixture.claim("67", in: text, "2023-11-01")
    #expect(claim.isAccused, "\(claim.explanation)")
  }
}

extension CheckedClaim {
  fileprivate var isSupported: Bool { [.supported, .rounded, .revised].contains(verdict) }
  fileprivate var isAccused: Bool { [.off, .slip].contains(verdict) }
}
