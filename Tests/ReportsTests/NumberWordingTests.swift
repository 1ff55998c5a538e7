import Testing
import Wording

/// Numbers with digits after the mark, as C's printf rounds them ("%.5f").
@Suite struct NumberWordingTests {
  @Test(arguments: [
    (0.06874, 5, "0.06874"), (0.0607, 5, "0.06070"), (-1234.5, 1, "−1,234.5"),
    (0.0000314, 7, "0.0000314"), (2.0, 0, "2"), (0.99999, 4, "1.0000"),
  ])
  func decimals(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(Language.english.number(value, decimals: decimals) == text)
  }
}
