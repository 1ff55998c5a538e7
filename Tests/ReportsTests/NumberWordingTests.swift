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

  /// Three of a million are not nobody; half a thousandth rounds to 0.1 %.
  @Test(arguments: [
    (3e-6, "below 0.1%", "menos del 0,1\u{A0}%"), (0.00049, "below 0.1%", "menos del 0,1\u{A0}%"),
    (0.0006, "0.1%", "0,1\u{A0}%"), (0, "0.0%", "0,0\u{A0}%"), (0.365, "36.5%", "36,5\u{A0}%"),
  ])
  func `a small share is not nothing`(_ share: Double, _ english: String, _ spanish: String) {
    #expect(Language.english.share(share) == english)
    #expect(Language.spanish.share(share) == spanish)
  }
}
