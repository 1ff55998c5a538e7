import Claims
import Testing

/// What an accusation may rest on. The figures are those of CBP, Honduras and Mexico as the record ships them.
@Suite struct AccusationTests {
  private func verdict(_ words: String, in text: String, _ date: String) throws -> Verdict {
    try ClaimsFixture.claim(words, in: text, date).verdict
  }

  private static let accusing: Set<Verdict> = [.off, .slip]

  /// Honduras counted 35,669 Venezuelans, 11,343 Cubans and 4,051 Haitians in August 2023. Two numbers of a list that
  /// are met to the digit fix the series of the third.
  private static let list =
    "In August the National Migration Institute of Honduras recorded 65,526 irregular entries. Venezuelans led with "
    + "35,669, followed by Cuba with 11,343 and Haiti with 4,051."

  @Test func aListFixesTheSeriesOfItsNumbers() throws {
    let day = "2023-09-19"
    #expect(try verdict("4,051", in: Self.list, day) == .supported)
    let turned = Self.list.replacing("4,051", with: "4,015")
    #expect(try verdict("4,015", in: turned, day) == .slip)
  }

  /// CBP: Border Patrol made 249,740 arrests in December 2023, 56,240 of them of Mexicans. "From Mexico" is where
  /// people set out.
  @Test func whereTheySetOutIsNotWhoTheyAre() throws {
    let text =
      "The Border Patrol stopped people crossing from Mexico in December, 249,740 to be exact, a monthly record, and 31 "
      + "percent more than in November."
    for claim in try ClaimsFixture.report(text, "2024-01-29").claims {
      #expect(!Self.accusing.contains(claim.verdict), "\(claim.text): \(claim.explanation)")
    }
  }

  /// 1.64 million of fiscal 2000 to 327,577 of fiscal 2011 is a fall of 80 percent; from 2010, of 27.
  @Test func aChangeMaySetOutFromANumberBefore() throws {
    let text =
      "At the turn of the century the Border Patrol apprehended 1.64 million people on the Mexican border in a single "
      + "fiscal year. In fiscal 2011 it caught 327,577, a fall of four-fifths."
    #expect(try !Self.accusing.contains(verdict("four-fifths", in: text, "2012-03-05")))
  }

  /// The text's 16,500 are soldiers; Mexico returned 20,834 people in 2024.
  @Test func aWordThatIsNotUnderstoodRefutesNothing() throws {
    let text =
      "Events of people in an irregular situation in Mexico in 2024: 1,231,320. Deportations and assisted returns in the "
      + "same year: 20,834. National Guard members assigned to migration duties, according to the defense ministry: "
      + "16,500."
    #expect(try !Self.accusing.contains(verdict("16,500", in: text, "2025-02-19")))
  }

  /// ICE removed 409,849 people in fiscal 2012 and 59,011 in fiscal 2021.
  @Test func aTimeThatIsNotSaidIsNotCarried() throws {
    let text =
      "En el año fiscal 2024 el ICE efectuó 271,484 expulsiones. En el punto más bajo, el ejercicio 2021, fueron apenas "
      + "59,011. Con Barack Obama, a quien llamaron «deportador en jefe», se llegó a 409,849 en un solo ejercicio fiscal."
    #expect(try !Self.accusing.contains(verdict("409,849", in: text, "2025-02-03")))
  }
}
