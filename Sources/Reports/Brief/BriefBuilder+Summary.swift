import Corridors
import Periods
import Record
import Wording

extension BriefBuilder {
  /// "Border Patrol encounters … rose 36.5% in August 2023, to 181,059".
  func words(headline report: ComparisonReport) -> String {
    let subject = (plan.headline.subject ?? plan.headline.label)(language)
    let own = report.observation
    let when = language.period(own.period)
    let number = own.text(language)
    guard let previous = report.first(.previousPeriod), let change = previous.change else {
      return language("\(subject): \(number) in \(when)", "\(subject): \(number) en \(when)")
    }
    if previous.wording == .littleChanged {
      return language(
        "\(subject) were little changed in \(when), at \(number)",
        "\(subject) casi no cambiaron en \(when): \(number)")
    }
    let rate = language.percent(abs(change))
    return change > 0
      ? language(
        "\(subject) rose \(rate) in \(when), to \(number)",
        "\(subject) subieron un \(rate) en \(when), hasta \(number)")
      : language(
        "\(subject) fell \(rate) in \(when), to \(number)",
        "\(subject) bajaron un \(rate) en \(when), hasta \(number)")
  }

  mutating func summary(_ headline: ComparisonReport) throws -> [BriefContent.Sentence] {
    try plan.summary.compactMap { statement in
      do {
        return try sentence(statement)
      } catch QuestionError.nothingFound {
        return nil
      }
    }
  }

  private mutating func sentence(
    _ statement: BriefPlan.Statement
  ) throws -> BriefContent.Sentence? {
    let subject = statement.subject(language)
    switch statement.kind {
    case .comparison: return try comparisonSentence(statement.query, subject)
    case .share: return try shareSentence(statement.query, subject)
    case .pace: return try paceSentence(statement.query, subject)
    case .lastTwelveMonths: return try twelveMonthsSentence(statement.query, subject)
    case .latest: return try latestSentence(statement.query, subject)
    case .quoted: return try quotedSentence(statement, subject)
    }
  }

  private mutating func comparisonSentence(
    _ query: String, _ subject: String
  ) throws -> BriefContent.Sentence? {
    let report = try comparisons(query)
    var parts: [String] = []
    var figures = [cited(report.observation)]
    let high = report.first(.twelveMonthHigh)
    // The highest month of the twelve may be that of the year before: it is said once, with both.
    if let year = report.first(.yearBefore), let value = year.value, let wording = year.wording,
      year.period != high?.period || wording == .littleChanged
    {
      let other = "\(language.period(year.period)) (\(language.count(value)))"
      parts.append(wording.words(against: other, language))
      figures.append(cited(report.timeline.observation(year.period)))
    }
    if let high, let value = high.value, let wording = high.wording, wording != .littleChanged {
      let other = "\(language.period(high.period)) (\(language.count(value)))"
      parts.append(
        wording.words(against: other, language)
          + language(
            ", the highest of the twelve months before", ", el más alto de los doce meses previos"))
      figures.append(cited(report.timeline.observation(high.period)))
    }
    if let extreme = extremeWords(report) {
      parts.append(extreme.words)
      if let period = extreme.since { figures.append(cited(report.timeline.observation(period))) }
    }
    guard !parts.isEmpty else { return nil }
    let number = report.observation.text(language)
    let when = language.period(report.observation.period)
    return .init(
      text: language(
        "\(subject): \(number) in \(when), \(language.list(parts)).",
        "\(subject): \(number) en \(when), \(language.list(parts))."),
      figures: figures)
  }

  /// "the highest since April 2023 (183,921)", "the lowest held since October 1999", with the period
  /// that it is the highest or lowest since.
  private func extremeWords(_ report: ComparisonReport) -> (words: String, since: Period?)? {
    if let high = report.first(.highestSince) ?? report.first(.lowestSince) {
      // "The highest since last month" says nothing.
      guard let value = high.value, high.period < report.observation.period.shifted(by: -2)
      else { return nil }
      let when = language.period(high.period)
      let number = language.count(value)
      let words =
        high.kind == .highestSince
        ? language(
          "the highest since \(when) (\(number))", "la cifra más alta desde \(when) (\(number))")
        : language(
          "the lowest since \(when) (\(number))", "la cifra más baja desde \(when) (\(number))")
      return (words, high.period)
    }
    if report.isHighestHeld, let since = report.first(.recordHigh)?.since {
      let when = language.period(since)
      return (
        language("the highest on record since \(when)", "la más alta registrada desde \(when)"), nil
      )
    }
    if report.isLowestHeld, let since = report.first(.recordLow)?.since {
      let when = language.period(since)
      return (
        language("the lowest on record since \(when)", "la más baja registrada desde \(when)"), nil
      )
    }
    return nil
  }

  private mutating func shareSentence(
    _ query: String, _ subject: String
  ) throws -> BriefContent.Sentence? {
    let report = try comparisons(query)
    let own = report.observation
    var text = "\(subject): \(own.text(language)) \(language.during(own.period))"
    if let change = report.first(.previousPeriod)?.change {
      let before = language.period(own.period.previous)
      text += language(
        " (\(language.change(change)) on \(before))",
        " (\(language.change(change)) frente a \(before))")
    }
    if let share = report.first(.share)?.share {
      text += language(
        ", \(language.share(share)) of all", ", el \(language.share(share)) del total")
    }
    return .init(text: text + ".", figures: [cited(own)])
  }

  private mutating func paceSentence(
    _ query: String, _ subject: String
  ) throws -> BriefContent.Sentence? {
    let report = try comparisons(query)
    let paces = report.comparisons.filter { $0.kind == .pace && $0.method != .lastThreeMonths }
    guard let toDate = report.first(.yearToDate), let own = toDate.own, let since = toDate.since,
      let span = Period(from: since.first, through: report.observation.period.last)
    else { return nil }
    var text = "\(subject): \(language.count(own)) \(language.during(span))"
    let year = Period.year(of: span.first)
    if span == year, let change = toDate.change {
      text +=
        ", " + language.change(change) + language(" on the year before", " frente al año anterior")
    }
    var figures = [cited(report.timeline.observation(span))]
    var reckoned: [String] = []
    for pace in paces {
      guard let value = pace.value, let method = pace.method else { continue }
      let number = language.count(Comparison.rounded(value))
      figures.append(
        cited(
          value.rounded(), number, pace.sources,
          language(
            "calculated by Trocha from the year so far: \(method.words(language))",
            "calculado por Trocha con lo que va del año: \(method.words(language))")))
      var part = language("about ", "unos ") + number
      part += " (" + method.words(language)
      if let range = pace.range, !pace.years.isEmpty {
        let low = language.count(Comparison.rounded(range.lowerBound))
        let high = language.count(Comparison.rounded(range.upperBound))
        part +=
          language("; \(low) to \(high)", "; de \(low) a \(high)")
          + language(" by earlier years' error", " según el error de años previos")
      }
      reckoned.append(part + ")")
    }
    if !reckoned.isEmpty {
      text += language("; the year would come to ", "; el año llegaría a ")
      text += reckoned.joined(separator: language(" or ", " o "))
    }
    return .init(text: text + ".", figures: figures)
  }

  private mutating func twelveMonthsSentence(
    _ query: String, _ subject: String
  ) throws -> BriefContent.Sentence? {
    guard let timeline = try timeline(query), let last = timeline.latest(every: .month),
      let span = Period(from: last.period.shifted(by: -11).first, through: last.period.last)
    else { return nil }
    let sum = timeline.observation(span)
    guard sum.value != nil, !sum.isPartial else { return nil }
    let when = language.period(last.period)
    return .init(
      text: language(
        "\(subject): \(sum.text(language)) in the twelve months to \(when).",
        "\(subject): \(sum.text(language)) en los doce meses hasta \(when)."),
      figures: [cited(sum)])
  }

  private mutating func latestSentence(
    _ query: String, _ subject: String
  ) throws -> BriefContent.Sentence? {
    guard let timeline = try timeline(query), let last = timeline.latest(every: timeline.native)
    else { return nil }
    let when = language.period(last.period)
    return .init(
      text: language(
        "\(subject): \(last.text(language)) at the end of \(when).",
        "\(subject): \(last.text(language)) al final de \(when)."),
      figures: [cited(last)])
  }

  private mutating func quotedSentence(
    _ statement: BriefPlan.Statement, _ subject: String
  ) throws -> BriefContent.Sentence? {
    guard let period = statement.period, let timeline = try timeline(statement.query)
    else { return nil }
    let observation = timeline.observation(period)
    // Once the whole month is known, a count of some of its days is no news.
    guard observation.value != nil, timeline.observation(.month(of: period.first)).value == nil
    else { return nil }
    let when = language.during(period)
    return .init(
      text: language(
        "\(subject): \(observation.text(language)) \(when), as quoted by the press.",
        "\(subject): \(observation.text(language)) \(when), según cita de la prensa."),
      figures: [cited(observation)])
  }

  mutating func keyFigure(_ listed: BriefPlan.Listed) throws -> BriefContent.KeyFigure? {
    let selection = try selection(listed.query)
    let report: ComparisonReport
    do {
      report = try comparisons(listed.query)
    } catch QuestionError.nothingFound {
      return nil
    }
    let own = report.observation
    var comparison: BriefContent.CitedNumber?
    if let previous = report.first(.previousPeriod), let change = previous.change {
      let when = language.period(previous.period)
      let display = language(
        "\(language.change(change)) on \(when)", "\(language.change(change)) frente a \(when)")
      comparison = cited(
        change, display, previous.sources,
        when + ": " + report.timeline.observation(previous.period).text(language) + "; "
          + report.timeline.observation(previous.period).vintage(language))
    }
    return .init(
      label: listed.label(language), period: language.period(own.period), figure: cited(own),
      comparison: comparison,
      series: store.vocabulary.namedSeries(for: selection)?.id ?? selection.description)
  }
}
