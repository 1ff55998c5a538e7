import Claims
import Foundation
import Testing

/// What numbers show of what is said beside them, and of one another. The figures are CBP's and UNHCR's as the
/// record ships them; percentages are worked out by hand.
@Suite struct NumbersDecideTests {
  static let wrong: [Verdict] = [.off, .slip]
  static let right: [Verdict] = [.supported, .rounded, .revised]

  /// The verdict of the figure with some words.
  static func verdict(_ words: String, _ text: String, _ date: String) throws -> Verdict {
    let claims = try ClaimsFixture.report(text, date).claims
    return try #require(claims.first { $0.text.contains(words) }).verdict
  }

  /// 74,665 in fiscal 2023 is 48 % more than 50,444 in fiscal 2022.
  @Test func aChangeIsOfTheNumbersRoundIt() throws {
    let text =
      "The Border Patrol made 74,665 arrests of Peruvians at the border with Mexico in fiscal year "
      + "2023, 48 percent more than the 50,444 of fiscal year 2022."
    #expect(Self.right.contains(try Self.verdict("48 percent", text, "2023-11-16")))
    let false84 = text.replacing("48 percent", with: "84 percent")
    #expect(Self.wrong.contains(try Self.verdict("84 percent", false84, "2023-11-16")))
    let spanish =
      "La Patrulla Fronteriza detuvo en el año fiscal 2023 a 74.665 peruanos en la frontera con "
      + "México, un 84 % más que los 50.444 del año fiscal 2022."
    #expect(Self.wrong.contains(try Self.verdict("84 %", spanish, "2023-11-16")))
  }

  /// 3,517 Chinese of 32,505 in the San Diego Sector in May 2024 are 10.8 %.
  @Test func aShareThatNoWholeGivesIsWrong() throws {
    let text =
      "Border Patrol agents in the San Diego Sector had 32,505 encounters at the border with Mexico "
      + "in May 2024. Chinese nationals, 3,517 in all, made up 22 percent."
    #expect(Self.wrong.contains(try Self.verdict("22 percent", text, "2024-06-24")))
    let share = text.replacing("22 percent", with: "11 percent")
    #expect(Self.right.contains(try Self.verdict("11 percent", share, "2024-06-24")))
  }

  /// 2,045,838 is 7.3 % less than 2,206,436.
  @Test func onlyIsNoLimit() throws {
    let text =
      "The Border Patrol made 2,045,838 encounters at the southwest border in fiscal year 2023, only "
      + "7% fewer than in fiscal year 2022."
    #expect(Self.right.contains(try Self.verdict("7%", text, "2024-02-06")))
  }

  /// UNHCR counted 190,037 Nicaraguan asylum-seekers in Costa Rica at the end of 2024, and 171,169 a year before.
  @Test func numbersOfOneSeriesShowWhatItIs() throws {
    let text =
      "Many of you ask how many Nicaraguans are still waiting. According to UNHCR, 190,037 of our "
      + "people had an open asylum claim in Costa Rica when 2024 ended. A year earlier it was 171,169, "
      + "so the queue got shorter."
    #expect(try Self.verdict("190,037", text, "2025-07-21") == .supported)
    #expect(try Self.verdict("171,169", text, "2025-07-21") == .supported)
  }

  /// Agents in the Yuma Sector met 69,851 Cubans and 63,610 Colombians in fiscal 2022.
  @Test func aListStaysInItsSector() throws {
    let text =
      "The Border Patrol's Yuma Sector recorded 310,094 encounters at the border with Mexico in "
      + "fiscal 2022. Few of the newcomers are neighbors: Cubans (69,851) and Colombians (36,610) led "
      + "the list."
    #expect(try Self.verdict("69,851", text, "2023-01-27") == .supported)
    #expect(try Self.verdict("36,610", text, "2023-01-27") == .slip)
  }

  /// Panama counted 1,501 Chileans and 2,011 Brazilians in October 2021.
  @Test func numbersBesideEachOthersNamesAreSlips() throws {
    let text =
      "En octubre de 2021 Panamá registró en el Darién a 2.011 chilenos y 1.501 brasileños en tránsito."
    #expect(Self.wrong.contains(try Self.verdict("2.011", text, "2021-11-19")))
    #expect(Self.wrong.contains(try Self.verdict("1.501", text, "2021-11-19")))
  }
}
