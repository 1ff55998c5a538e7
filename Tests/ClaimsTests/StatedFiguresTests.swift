import Claims
import Periods
import Testing

/// The statements of docs/data.md's press report, in words of our own. Expected figures are those that
/// the agencies published.
@Suite struct StatedFiguresTests {
  static let arrests = """
    Last August the Border Patrol carried out 181,509 arrests on the border with Mexico, up 37% from \
    July, though little changed from August 2022 and well below the more than 220,000 of December.
    """

  @Test(arguments: [
    arrests,
    "Arrests by the Border Patrol at the southern border came to 181,509 in August.",
    "In August, 181,509 arrests were made by the US Border Patrol at the Mexican border.",
    "La Patrulla Fronteriza hizo 181.509 arrestos en la frontera con México en agosto.",
    "En agosto hubo 181,509 detenciones de la Patrulla Fronteriza en la frontera sur.",
  ])
  func digitsTheWrongWayRound(_ text: String) throws {
    let words = text.contains("181.509") ? "181.509" : "181,509"
    let claim = try ClaimsFixture.claim(words, in: text)
    #expect(claim.verdict == .slip)
    // CBP's release of 22 September 2023, and the table of June 2025.
    #expect(claim.intended == 181_059)
    #expect(claim.record == 181_054)
    #expect(claim.recordThen == 181_059)
    #expect(claim.series == "usbp-southwest")
    #expect(claim.period == Period("2023-08"))
    #expect(claim.source?.publisher == "U.S. Customs and Border Protection")
  }

  @Test func aCompoundSentenceCarriesItsSubjectAlong() throws {
    let claims = try ClaimsFixture.report(Self.arrests).claims
    #expect(claims.map(\.kind) == [.level, .change, .comparison, .comparison, .level])
    #expect(claims.map(\.verdict) == [.slip, .rounded, .supported, .supported, .supported])
    #expect(claims.allSatisfy { $0.series == "usbp-southwest" })
    #expect(
      claims.map(\.base) == [nil, Period("2023-07"), Period("2022-08"), Period("2022-12"), nil])
    // 181,054 / 132,642, 181,054 / 181,774 and 181,054 / 222,018, each less one.
    #expect(claims.map(\.record) == [181_054, 0.365, -0.004, -0.185, 222_018])
    #expect(claims[1].value == 0.37)
    #expect(claims[4].hedge == .moreThan)
  }

  @Test(arguments: [
    "Migration through the Darien Gap is expected to approach some 500,000 people this year.",
    "Se espera que unas 500.000 personas crucen el Darién este año.",
  ])
  func whatIsExpectedIsHeldAgainstTheYearAndThePace(_ text: String) throws {
    let claim = try ClaimsFixture.claim("500", in: text)
    #expect(claim.verdict == .supported)
    #expect(claim.verdictThen == .supported)
    // Panama's count for the year; January to August had come to 333,704.
    #expect(claim.record == 520_085)
    #expect(claim.explanation.contains("333") && claim.explanation.contains("927"))
  }

  @Test func partOfAMonthIsToldAsConsistentOrNot() throws {
    let text = """
      Venezuelans were stopped at the border 25,777 times in the first 17 days of September, up 63% \
      from the same days of the month before.
      """
    let level = try ClaimsFixture.claim("25,777", in: text)
    #expect(level.verdict == .uncheckable)
    #expect(level.period == Period("2023-09-01/2023-09-17"))
    // CBP's 66,584 Venezuelans of September; 17 of 30 days of it would be 37,731.
    #expect(level.explanation.contains("66,584") && level.explanation.contains("37,731"))
    #expect(level.explanation.contains("consistent"))
    #expect(level.explanation.contains("press figure"))
    let change = try ClaimsFixture.claim("63%", in: text)
    #expect(change.verdict == .uncheckable)
    #expect(change.base == Period("2023-08-01/2023-08-17"))
  }

  @Test func aPressFigureIsNoProofOfItself() throws {
    let text = "Some 10,000 migrants were encountered at the U.S.-Mexico border on Wednesday."
    let claim = try ClaimsFixture.claim("10,000", in: text)
    #expect(claim.period == Period("2023-10-04"))
    #expect(claim.verdict == .uncheckable)
    #expect(claim.record == nil)
  }

  /// Whether two thirds are a vast majority is a matter of taste: the arithmetic is shown.
  @Test func aVastMajorityIsShownByItsShare() throws {
    let text = "In 2023 the vast majority of those who crossed the Darien Gap were from Venezuela."
    let claim = try ClaimsFixture.claim("vast majority", in: text, "2024-02-01")
    // 328,650 of 520,085.
    #expect(claim.record == 0.632)
    #expect(claim.verdict == .uncheckable)
    #expect(claim.explanation.contains("75%"))
  }

  @Test func peopleWhoLeftAreMoreThanTheRecordCounts() throws {
    for text in [
      "At least 7.3 million Venezuelans have fled their country.",
      "The crisis in Venezuela has pushed 7.3 million people to leave, pushing up rents abroad.",
    ] {
      let claim = try ClaimsFixture.claim("7.3 million", in: text)
      #expect(claim.verdict == .uncheckable)
      // UNHCR's refugees, asylum-seekers and others in need of protection from Venezuela outside it,
      // end of 2022, by the release of June 2025, added up by Python.
      #expect(claim.record == 6_585_011)
    }
  }

  @Test func theDateOfARuleIsLookedUpAmongPolicies() throws {
    let text = "Those who arrived before July 31 of this year can have temporary protected status."
    let right = try ClaimsFixture.claim("July 31", in: text)
    #expect(right.kind == .date)
    #expect(right.verdict == .supported)
    #expect(right.explanation.contains("2023-07-31"))
    let wrong = try ClaimsFixture.claim("July 13", in: text.replacing("July 31", with: "July 13"))
    #expect(wrong.verdict == .slip)
    #expect(wrong.explanation.contains("31 July 2023"))
  }

  @Test func oneFlightAMonthIsFoundAndNotProved() throws {
    let text = "Cuba takes back its citizens on only one deportation flight a month."
    let claim = try ClaimsFixture.claim("one", in: text)
    #expect(claim.kind == .rate)
    #expect(claim.value == 1)
    #expect(claim.verdict == .uncheckable)
    #expect(claim.explanation.contains("press"))
  }

  @Test func whatWasNotPublishedYetIsSaid() throws {
    let text = "Border Patrol made 218,763 arrests at the Mexican border in September."
    let claim = try ClaimsFixture.claim("218,763", in: text, "2023-10-05")
    #expect(claim.verdict == .supported)
    #expect(claim.recordThen == nil)
    #expect(claim.explanation.contains("Not yet published on 5 October 2023"))
  }

  @Test func whoSaidItIsKept() throws {
    for (text, who) in [
      (
        "According to Panama's migration service, 81,946 people crossed the Darien Gap in August.",
        "Panama's migration service"
      ),
      (
        "Alicia Bárcena said that 81,946 people crossed the Darien Gap in August.", "Alicia Bárcena"
      ),
      ("Según Migración Panamá, 81.946 personas cruzaron el Darién en agosto.", "Migración Panamá"),
    ] {
      #expect(try ClaimsFixture.claim("81", in: text).attributedTo == who)
    }
  }
}
