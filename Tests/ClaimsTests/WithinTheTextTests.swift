import Claims
import Testing

/// What the numbers and words of a text say of one another. The figures are those of their publishers, as people
/// labelled them.
@Suite struct WithinTheTextTests {
  private static let accusing: Set<Verdict> = [.off, .slip]

  private func isAccused(_ words: String, in text: String, _ date: String) throws -> Bool {
    let claims = try ClaimsFixture.report(text, date).claims.filter { $0.text.contains(words) }
    return claims.contains { Self.accusing.contains($0.verdict) }
  }

  /// Panama's migration service counted 772 Chinese in the Darién in July 2024 and 53 in August.
  @Test func aZeroTooManyBesideANumberOfTheSeries() throws {
    let text = "En julio de 2024 todavía cruzaron el Darién 772 chinos y en agosto, 530."
    #expect(try isAccused("530", in: text, "2024-10-20"))
    #expect(try !isAccused("772", in: text, "2024-10-20"))
  }

  /// Panama's migration service counted 328,650 Venezuelans of 520,085 in the Darién in 2023: two thirds, nearly.
  @Test(arguments: [("roughly a third", true), ("63 percent", false)])
  func aShareSetRightAfterItsNumber(_ share: String, _ isWrong: Bool) throws {
    let text =
      "In 2023 a total of 520,085 people crossed the Darién. Of these 328,650 were Venezuelans, \(share)."
    #expect(try isAccused(share, in: text, "2024-06-01") == isWrong)
  }

  /// UPM, Mexico, 2023: 54,728 returned, 25,741 Guatemalans and 19,580 Hondurans: together 83 percent.
  @Test func aShareMayBeOfTwoTogether() throws {
    let text =
      "In 2023 Mexico returned 54,728 people, the migration policy unit says. Guatemalans (25,741) and Hondurans (19,580) "
      + "were the bulk, or 83 percent."
    #expect(try !isAccused("83 percent", in: text, "2024-02-20"))
  }

  /// UNHCR counted 68,182 Salvadoran refugees at the end of 2025, 34,365 of them in the United States: a half.
  @Test func whatACountryHostsIsAPartOfAllAbroad() throws {
    let text =
      "At the end of 2025 the total of Salvadoran refugees was 68,182, of whom the United States hosted 34,365, roughly "
      + "half, and Mexico 19,311."
    #expect(try ClaimsFixture.claim("half", in: text, "2026-08-01").verdict == .supported)
  }

  /// 18,841 Colombians crossed the Darién in 2023.
  @Test(arguments: [("Some 18,481", true), ("Some 18,800", false)])
  func aHedgeAllowsNoDigitsTurnedRound(_ number: String, _ isWrong: Bool) throws {
    let text =
      "In 2023 a record 520,085 people crossed the Darién. \(number) Colombians also made the trip in 2023."
    #expect(try isAccused(String(number.dropFirst(5)), in: text, "2024-02-10") == isWrong)
  }

  /// Mexico counted 71,206 events of minors in 2022 and 113,542 in 2023.
  @Test func whatHadBeenIsOfTheTimeBefore() throws {
    let text =
      "México cifró en 778,907 los eventos de irregularidad de 2023, 76% más que en 2022. Los menores de edad, que "
      + "habían sido 71,206, subieron hasta 113,542."
    #expect(try !isAccused("71,206", in: text, "2024-02-10"))
  }

  /// Honduras, 2022: Cuba 73,804, Venezuela 55,083, Ecuador 24,526.
  @Test func aPlaceIsOfTheNameThatFollows() throws {
    let text =
      "Honduras recibió 188,858 ingresos irregulares en 2022. La diáspora cubana fue la principal, con 73,804 "
      + "registros. Le siguió la venezolana (55,083) y, en tercer término, la ecuatoriana (24,526)."
    #expect(try !isAccused("término", in: text, "2023-02-10"))
  }

  /// Frontex detected 158,026 crossings of the Central Mediterranean in 2023 and 66,855 in 2024: 58 % fewer.
  @Test func whatIsLostIsNoPart() throws {
    let text =
      "El Mediterráneo central perdió en 2024 más de la mitad de su tráfico: 66.855 detecciones de Frontex, un 58 % "
      + "menos que las 158.026 del año anterior."
    #expect(try !isAccused("mitad", in: text, "2025-06-20"))
  }

  /// 545,043 entries into Honduras and 520,085 transits of the Darién in 2023 are 24,958 apart.
  @Test func aDifferenceMayBeFromAnotherSeries() throws {
    let text =
      "En 2023 Honduras registró 545,043 ingresos irregulares, unos 25,000 más que los 520,085 tránsitos del Darién."
    #expect(try !isAccused("25,000", in: text, "2025-02-20"))
  }
}
