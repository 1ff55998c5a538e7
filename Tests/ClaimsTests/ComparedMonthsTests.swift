import Claims
import Foundation
import Periods
import Testing

/// Sentences that compare two months, in many forms and words: whatever is decided rests on the months
/// that the sentence says, in its own order.
@Suite struct ComparedMonthsTests {
  /// Months of 2023 with the words for them.
  private static let months: [(period: String, english: String, spanish: String)] = [
    ("2023-02", "February 2023", "febrero de 2023"), ("2023-05", "May 2023", "mayo de 2023"),
    ("2023-06", "June 2023", "junio de 2023"), ("2023-08", "August 2023", "agosto de 2023"),
    ("2023-11", "November 2023", "noviembre de 2023"),
  ]

  private static let english = [
    "Darién transits in HEAD were WORD BASE.", "In HEAD, transits of the Darién were WORD BASE.",
    "Border Patrol arrests at the southwest border in HEAD were WORD BASE.",
    "Irregular entries to Honduras were WORD BASE in HEAD.",
  ]
  private static let englishWords = [
    "well above", "far below", "higher than in", "lower than in", "above", "below", "fewer than in",
  ]
  private static let spanish = [
    "Los tránsitos por el Darién en HEAD fueron WORD BASE.",
    "En HEAD, los cruces del Darién fueron WORD BASE.",
    "Los arrestos de la Patrulla Fronteriza en HEAD fueron WORD BASE.",
  ]
  private static let spanishWords = [
    "mayores que en", "menores que en", "superiores a", "inferiores a", "muy superiores a",
    "más que en", "menos que en",
  ]

  @Test func theMonthsThatAreSaidAreCompared() throws {
    let check = try ClaimsFixture.check.get()
    let date = try #require(Day("2024-07-25"))
    var decided = 0
    for head in ComparedMonthsTests.months {
      for base in ComparedMonthsTests.months where base.period != head.period {
        let pairs =
          ComparedMonthsTests.english.flatMap { form in
            ComparedMonthsTests.englishWords.map { (form, $0, head.english, base.english) }
          }
          + ComparedMonthsTests.spanish.flatMap { form in
            ComparedMonthsTests.spanishWords.map { (form, $0, head.spanish, base.spanish) }
          }
        for (form, word, headWords, baseWords) in pairs {
          let text = form.replacing("HEAD", with: headWords).replacing("WORD", with: word)
            .replacing("BASE", with: baseWords)
          for claim in check.report(text: text, date: date).claims {
            guard [.supported, .rounded, .revised, .off, .slip].contains(claim.verdict) else {
              continue
            }
            decided += 1
            #expect(claim.period == Period(head.period), "\(text)")
            #expect(claim.base == Period(base.period), "\(text)")
          }
        }
      }
    }
    // 980 sentences. Half of them name the later month second: those may be supported, and are not accused.
    #expect(decided >= 600)
  }
}
