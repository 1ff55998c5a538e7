import Effects
import Forecasting
import Periods
import Questions
import Testing
import Wording

/// Why there is no answer is said in the language of the question.
@Suite struct SpanishFaultTests {
  private static let english: Set<String> = [
    "the", "of", "and", "is", "are", "was", "not", "with", "for", "by", "from", "or", "that",
    "there", "has",
    "have", "needed", "gives", "month", "months", "year", "years", "record", "more", "than",
  ]

  private static func words(_ text: String) -> Set<String> {
    // A word with hyphens is an option, the same in both languages.
    Set(text.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init))
  }

  private static let day = Day(year: 2024, month: 2, day: 1)
  private static let month = Period("2024-02")

  @Test func `why there is no outlook, nowcast or effect is said in Spanish`() throws {
    let day = try #require(Self.day)
    let month = try #require(Self.month)
    let outlooks: [OutlookError] = [
      .unknownMethod("x"), .months(99), .noMonths("darien", asOf: day),
      .noMonths("darien", asOf: nil),
      .tooShort("darien", months: 3, method: "x"),
      .fewMonths("darien", months: 1, needed: 12), .ended("darien", last: month, day: day),
      .unscored("darien", months: 20, origins: 2, needed: 9),
      .noParts("darien", dimensions: ["a", "b"]),
      .noOrigin, .noYears("darien", asOf: nil),
      .fewYears("darien", years: 1),
      .fewChanges("darien", years: 5), .weights("darien", sum: 1.5),
    ]
    let nowcasts: [NowcastError] = [
      .notInOneMonth(month), .notACount, .notAdded("darien", isStock: true),
      .notAdded("darien", isStock: false), .noneCounted(month), .notAChange,
      .tooShort("darien", months: 2), .noDays("darien", month: month),
      .ended("darien", last: month, month: month), .noneScored,
    ]
    let effects: [EffectError] = [
      .outsideRecord(day: day, first: month, last: month), .notYetKnown(month: month, last: month),
      .endsBeforeStart(first: month, last: month), .tooShort(months: 1, needed: 12, first: month),
      .notMonthly(series: "darien"), .gaps(months: [month]), .constant(series: "darien"),
      .unknownDonor("X", known: ["A"]), .isTreated("X"), .unknownMethod("x", known: ["y"]),
      .nothingEstimated(reasons: [Localized("a: too few", "a: muy pocos")]),
    ]
    let texts =
      outlooks.map { ($0.text(.english), $0.text(.spanish)) }
      + nowcasts.map { ($0.text(.english), $0.text(.spanish)) }
      + effects.map { ($0.text(.english), $0.text(.spanish)) }
    for (english, spanish) in texts {
      #expect(Self.words(spanish).isDisjoint(with: Self.english), "\(spanish)")
      #expect(!Self.words(english).isDisjoint(with: Self.english), "\(english)")
    }
  }
}
