import Foundation
import Periods
import Policies
import Record
import Tabular
import Wording

/// Finds the figures that a text states and holds each against the record.
///
/// ```swift
/// let check = try ClaimCheck(store: RecordStore(), policies: policies)
/// let report = check.report(text: article, date: Day("2023-10-05")!)
/// ```
///
/// It is a value that can be shared between tasks; the record's answers are kept from one text to the
/// next, so that a long text costs some milliseconds once its series have been asked for.
package struct ClaimCheck: Sendable {
  private let cache: RecordCache
  private let policies: PolicySet?
  private let finder: ClaimFinder

  /// - Parameters:
  ///   - policies: whose dates and numbers are looked up; `nil` for none.
  ///   - own: folders with tables of words that are added to those that come with Trocha.
  /// - Throws: an `InputError` when the tables that come with Trocha are damaged.
  package init(store: RecordStore, policies: PolicySet?, lexicons own: [URL] = [])
    throws(InputError)
  {
    let folders = LexiconFolders(own: own)
    cache = RecordCache(store)
    self.policies = policies
    var lexicons: [Language: Lexicon] = [:]
    for language in Language.allCases {
      lexicons[language] = try Lexicon(language, store.vocabulary, folders)
    }
    finder = ClaimFinder(
      lexicons: lexicons, readings: try Readings(store.vocabulary, store.parser, folders))
  }

  /// Checks a text. Its time grows with the text's length alone.
  ///
  /// - Parameters:
  ///   - date: day of the text: relative times are read from it, and what was known then is shown beside
  ///     what is known today.
  ///   - language: of the text; `nil` to recognise it by its words, paragraph by paragraph.
  ///   - answer: language of the explanations; `nil` for the text's own.
  ///   - choices: readings that a reader chose for figures of this text. The verdict of such a figure is
  ///     of that reading alone; all others are as without them.
  package func report(
    text: String, format: TextFormat = .plain, date: Day, language: Language? = nil,
    answer: Language? = nil, choices: [Choice] = []
  ) -> ClaimReport {
    report(
      Document(text: text, format: format), date: DocumentDay(date, from: .given),
      language: language, answer: answer, choices: choices)
  }

  /// Checks an article as it came, on the day that is given, else on its own, else on today.
  package func report(
    _ document: Document, date given: Day?, language: Language? = nil, answer: Language? = nil,
    choices: [Choice] = []
  ) -> ClaimReport {
    let own = given == nil ? document.day : nil
    return report(
      document, date: own ?? .given(given), language: language, answer: answer, choices: choices)
  }

  private func report(
    _ document: Document, date origin: DocumentDay, language: Language?, answer: Language?,
    choices: [Choice]
  ) -> ClaimReport {
    let (article, date) = (document.article, origin.day)
    let reading = finder.read(article, date: date, language: language)
    let main = reading.claims.first?.language ?? language ?? .english
    var checker = Checker(
      cache: cache, policies: policies, date: date, language: answer ?? main, article: reading,
      readings: finder.readings)
    // Which of two numbers is larger is checked where both are known; else each is checked by itself.
    let told = zip(reading.claims, checker.outcomes()).filter { claim, outcome in
      !claim.isBesideNumber || outcome.verdict != .uncheckable
    }
    func checked(
      _ claim: FoundClaim, _ outcome: Outcome, isChosen: Bool = false
    ) -> CheckedClaim {
      var checked = CheckedClaim(
        claim, outcome, article: article, vocabulary: cache.store.vocabulary)
      checked.sentence = checker.sentence(claim, outcome, checked, isChosen: isChosen)
      return checked
    }
    var report = ClaimReport(
      date: date, dateOrigin: origin, language: answer ?? main, document: document,
      claims: told.map { checked($0, $1) },
      sha256: FileHash.sha256(text: document.text), article: article)
    report.addHashes()
    report.apply(choices) { index, choice in
      var claim = told[index].0
      guard let outcome = checker.outcome(claim, chosen: choice.reading) else { return nil }
      if choice.reading == nil { (claim.subjects, claim.periods) = ([], []) }
      return checked(claim, outcome, isChosen: true)
    }
    return report
  }
}
