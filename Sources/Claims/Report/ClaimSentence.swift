import Periods
import Record
import Wording

/// Each figure with what was counted, as one could print it.
///
/// "The article says 181,509; U.S. Customs and Border Protection counted 181,054 Border Patrol encounters
/// at the US–Mexico border in August 2023 (published 19 June 2025). Off by 455."
extension Checker {
  /// `nil` where the text claims nothing; a reader's choice states it of a figure that might have been one.
  func sentence(
    _ claim: FoundClaim, _ outcome: Outcome, _ checked: CheckedClaim, isChosen: Bool
  ) -> String? {
    let opening = language(
      "The article says \(said(claim, checked)); ", "El artículo dice \(said(claim, checked)); ")
    switch outcome.verdict {
    case .notAClaim:
      guard isChosen else { return nil }
      return opening
        + language(
          "it is about something else, and was not checked.",
          "trata de otra cosa y no se verificó.")
    case .uncheckable:
      return opening + language("this could not be checked.", "esto no se pudo verificar.")
    default: break
    }
    guard let counted = counted(claim, outcome) else {
      return opening + outcome.verdict.words(language) + ". " + outcome.explanation.trimmed
    }
    return opening + counted + ending(claim, outcome)
  }

  /// The figure as it is stated; words without one are quoted.
  private func said(_ claim: FoundClaim, _ checked: CheckedClaim) -> String {
    guard let amount = claim.amount else {
      return language("“\(checked.text)”", "«\(checked.text)»")
    }
    switch claim.statement {
    case .change(let direction) where amount.unit != .multiple:
      let number = amount.unit == .count ? language.count(amount.value) : stated(amount)
      return direction > 0
        ? language("a rise of \(number)", "un alza de \(number)")
        : language("a fall of \(number)", "una baja de \(number)")
    case .change:
      return language("“\(checked.text)”", "«\(checked.text)»")
    case .rate: return language("“\(checked.text)”", "«\(checked.text)»")
    default: return stated(amount)
    }
  }

  /// "CBP counted 181,054 … in August 2023 (published …)".
  private func counted(_ claim: FoundClaim, _ outcome: Outcome) -> String? {
    guard let selection = outcome.selection, let period = outcome.period else { return nil }
    let now = recorded(selection, period, asOf: nil)
    let known = now.value == nil ? recorded(selection, period, asOf: date) : now
    guard let value = known.value, let source = known.source else { return nil }
    var text =
      language("\(source.publisher) counted ", "\(source.publisher) contó ")
      + noun(selection, value) + " " + language.during(period)
    switch form(claim, outcome) {
    case .count: break
    case .change:
      guard let base = outcome.base else { return nil }
      let before = recorded(selection, base, asOf: now.value == nil ? date : nil)
      guard let other = before.value, other > 0 else { return nil }
      text +=
        language(" and ", " y ") + "\(language.count(other)) " + language.during(base)
        + published(known, source) + ": " + language.change(value / other - 1) + "."
      return text
    case .share:
      guard let whole = outcome.whole, let record = outcome.record else { return nil }
      let all = recorded(whole, period, asOf: now.value == nil ? date : nil)
      guard let total = all.value else { return nil }
      text +=
        language(", of ", ", de ") + noun(whole, total) + published(known, source) + ": "
        + language.share(record) + "."
      return text
    case .other: return nil
    }
    return text + published(known, source) + "."
  }

  private enum Form {
    case count, change, share, other
  }

  /// What is stated of a figure; of one that no word calls for, by what it was found to be.
  private func form(_ claim: FoundClaim, _ outcome: Outcome) -> Form {
    switch claim.statement {
    case .level: .count
    case .change, .degree, .direction: .change
    case .share, .majority: .share
    case .other:
      outcome.whole != nil
        ? .share : outcome.base != nil ? .change : claim.isNumber ? .count : .other
    case .rate, .beside, .outdo, .every, .extreme, .running, .largest, .peak, .rank, .cutoff: .other
    }
  }

  private func published(_ known: Known, _ source: Source) -> String {
    let day = language.day(known.published ?? source.published)
    return language(" (published \(day))", " (publicado el \(day))")
  }

  /// "181,054 Border Patrol encounters at the US–Mexico border"; a title that is no plain phrase is put
  /// between brackets.
  private func noun(_ selection: Selection, _ value: Double) -> String {
    let title = title(selection)
    let count = language.count(value)
    guard !title.contains(where: { ",:·".contains($0) }) else { return "\(count) (\(title))" }
    let first = title.prefix { $0 != " " }
    // English writes peoples and agencies large, Spanish opens no title with an agency.
    let isName =
      language == .english
      && (first == "Border" || vocabulary.terms.contains { $0.peopleEnglish.hasPrefix(first) })
    return count + " " + (isName ? title : title.prefix(1).lowercased() + title.dropFirst())
  }

  // MARK: How they compare

  private func ending(_ claim: FoundClaim, _ outcome: Outcome) -> String {
    switch outcome.verdict {
    case .supported:
      return claim.amount.map { $0.leeway == .none } ?? false
        ? language(" The same.", " Lo mismo.")
        : language(" The wording allows it.", " La redacción lo permite.")
    case .rounded: return language(" It rounds to that.", " Redondea a eso.")
    case .revised:
      if claim.isNumber, let then = outcome.recordThen, then != outcome.record {
        return language(
          " Known on \(language.day(date)): \(language.count(then)); revised since.",
          " Conocido el \(language.day(date)): \(language.count(then)); revisado después.")
      }
      return language(
        " Right by an earlier release; revised since.",
        " Correcto según una publicación anterior; revisado después.")
    case .off: return off(claim, outcome)
    case .slip:
      guard let intended = outcome.intended, claim.isNumber else { return off(claim, outcome) }
      return off(claim, outcome)
        + language(
          " \(language.count(intended)) seems to be meant.",
          " Parece que se quiso decir \(language.count(intended)).")
    case .uncheckable, .notAClaim: return ""
    }
  }

  /// " Off by 455.", " Off by 2.3 points."
  private func off(_ claim: FoundClaim, _ outcome: Outcome) -> String {
    guard let amount = claim.amount, var record = outcome.record, amount.upper == nil else {
      return language(" Not what was counted.", " No es lo que se contó.")
    }
    let isPart = amount.unit == .percent || amount.unit == .fraction
    var stated = isPart ? Tolerance.relativeValue(amount) : amount.value
    if case .change(let direction) = claim.statement, amount.unit != .multiple {
      // A gap is one whichever way.
      if direction == 0 { record = abs(record) } else { stated *= direction }
    }
    let difference = abs(stated - record)
    if isPart {
      let points = language.number(difference * 100, decimals: 1)
      return language(" Off by \(points) points.", " Difiere en \(points) puntos.")
    }
    let number =
      amount.unit == .multiple
      ? language.number(difference, decimals: 1) : language.count(difference)
    return language(" Off by \(number).", " Difiere en \(number).")
  }
}
