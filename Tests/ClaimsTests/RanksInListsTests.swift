import Claims
import Foundation
import Testing

/// Places that stand beside a name as one word, or go on with a list. The figures are those of CBP and
/// Panama's migration service as the record ships them.
@Suite struct RanksInListsTests {
  private func verdict(_ words: String, in text: String, _ date: String) throws -> Verdict? {
    try ClaimsFixture.report(text, date).claims.first {
      $0.kind == .comparison && $0.text.contains(words)
    }?.verdict
  }

  private static let sectors =
    "The Border Patrol's sectors on the border with Mexico in December 2023: "

  /// Tucson had 80,184, Del Rio 71,048 and San Diego 34,370.
  @Test func aPlaceBesideAName() throws {
    let right =
      Self.sectors + "Tucson was first with 80,184, and San Diego was only third with 34,370."
    #expect(try verdict("third", in: right, "2024-01-26") == .supported)
    let wrong = right.replacing("only third", with: "still second")
    #expect(try verdict("second", in: wrong, "2024-01-26") == .off)
  }

  @Test func aListGoesOn() throws {
    let right =
      Self.sectors + "Tucson led the list with 80,184, then Del Rio with 71,048."
    #expect(try verdict("then", in: right, "2024-01-26") == .supported)
    let wrong = right.replacing("Del Rio with 71,048", with: "San Diego with 34,370")
    #expect(try verdict("then", in: wrong, "2024-01-26") == .off)
    let followed =
      Self.sectors + "Tucson led the list with 80,184, and Del Rio followed with 71,048."
    #expect(try verdict("followed", in: followed, "2024-01-26") == .supported)
    // "Then" of a time begins no list.
    let later =
      "In December 2023 the Border Patrol made 80,184 arrests in Tucson, then it was quiet."
    #expect(try verdict("then", in: later, "2024-01-26") == nil)
  }

  /// Of those who crossed the Darién in 2023, Venezuelans were first (328,650), then Ecuadorians (57,250)
  /// and Haitians (46,422); Chinese were fourth.
  @Test func aPlaceAmongPeoples() throws {
    let text =
      "En 2023 cruzaron el Darién 57,250 ecuatorianos; los haitianos fueron los terceros en la lista."
    #expect(try verdict("tercero", in: text, "2024-02-06") == .supported)
    let wrong = text.replacing("haitianos", with: "chinos")
    #expect(try verdict("tercero", in: wrong, "2024-02-06") != .supported)
  }
}
