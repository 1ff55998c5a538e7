import Claims
import Foundation
import Testing

/// Numbers of a route, a region or the whole world. The figures are those of Frontex and of IOM's Missing
/// Migrants Project as the record ships them.
@Suite struct RoutesTests {
  private func verdicts(_ text: String, _ date: String) throws -> [String: Verdict] {
    try NumbersTogetherTests.verdicts(text, date)
  }

  /// Frontex's table of June 2025: 158,026 in the Central Mediterranean in 2023, 39,673 on the way to the
  /// Canary Islands.
  @Test func detectionsOnARoute() throws {
    let english = try verdicts(
      "Frontex recorded 158,026 irregular crossings in the Central Mediterranean in 2023. In the "
        + "Canary Islands there were 39,673.", "2024-02-14")
    #expect(english["158,026"] == .supported)
    #expect(english["39,673"] == .supported)
    let spanish = try verdicts(
      "Frontex detectó en 2023 158.026 cruces irregulares en el Mediterráneo central. Por Canarias "
        + "llegaron 39.673 personas.", "2024-02-14")
    #expect(spanish["158.026"] == .supported)
    #expect(spanish["39.673"] == .supported)
  }

  /// Two digits changed round.
  @Test func aSlipOnARoute() throws {
    let verdicts = try verdicts(
      "Frontex recorded 185,026 irregular crossings in the Central Mediterranean in 2023.",
      "2024-02-14")
    #expect(verdicts["185,026"] == .slip)
  }

  /// A number of one route is not held against another, nor against all.
  @Test func aRouteThatIsNotKnownIsNoOther() throws {
    let verdicts = try verdicts(
      "Frontex recorded 1,204 irregular crossings of the English Channel in January 2023.",
      "2023-03-14")
    #expect(verdicts["1,204"] == .uncheckable || verdicts["1,204"] == .notAClaim)
  }

  /// IOM counted 278 deaths in the Caribbean in 2022, 301 in 2024, and 8,565 in the whole world in 2023
  /// when it first said so.
  @Test func deathsInARegionAndInTheWorld() throws {
    let verdicts = try verdicts(
      "The Missing Migrants Project documented 301 deaths and disappearances in the Caribbean in "
        + "2024.", "2025-02-20")
    #expect(verdicts["301"] == .supported)
    let earlier = try self.verdicts(
      "Across the Caribbean 278 migrants died or vanished in 2022.", "2025-02-20")
    #expect(earlier["278"] == .supported)
  }
}
