import Claims
import Foundation
import Periods
import Record
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

  /// What the record's own table says of a sentence.
  private func isTrue(_ form: String, _ word: String, _ head: String, _ base: String) throws -> Bool
  {
    let query =
      form.contains("Honduras")
      ? "measure=irregular-entries place=HND"
      : form.contains("Darién")
        ? "measure=transits place=darien"
        : "measure=encounters place=us-southwest-border component=usbp"
    let store = try ClaimsFixture.store.get()
    let timeline = try store.timeline(store.parser.selection(query))
    let (ownMonth, otherMonth) = (try #require(Period(head)), try #require(Period(base)))
    let own = try #require(timeline.observation(ownMonth).value)
    let other = try #require(timeline.observation(otherMonth).value)
    let isMore = Self.more.contains { word.contains($0) }
    let isFar = ["well", "far", "muy"].contains { word.hasPrefix($0) }
    let change = own / other - 1
    return isMore ? change >= (isFar ? 0.15 : 0) : change <= (isFar ? -0.15 : 0)
  }

  private static let more = ["above", "higher", "mayores", "superiores", "más"]

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
            let isRight = claim.verdict != .off && claim.verdict != .slip
            #expect(try isRight == isTrue(form, word, head.period, base.period), "\(text)")
          }
        }
      }
    }
    // 980 sentences, half of which name the later month second. A difference that publishers' revisions
    // come to, or that is near the edge of a word, is left open.
    #expect(decided >= 850)
  }
}
