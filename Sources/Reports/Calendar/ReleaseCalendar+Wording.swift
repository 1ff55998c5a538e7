import Periods
import Record
import Wording

/// The release calendar in words: for a terminal, a page and a calendar file.
extension ReleaseCalendar.Dataset {
  /// "21 days as stated; 18 to 22 in 3 releases held".
  package func lagWords(_ language: Language) -> String {
    var words: [String] = []
    if let usualLag, lagFrom == .stated {
      words.append(
        language("\(usualLag) days as stated", "\(usualLag) días según lo declarado"))
    }
    if let spread {
      let range =
        spread.shortest == spread.longest
        ? "\(spread.shortest)" : "\(spread.shortest)–\(spread.longest)"
      words.append(
        spread.releases == 1
          ? language("\(range) in 1 release held", "\(range) en 1 publicación del registro")
          : language(
            "\(range) in \(spread.releases) releases held",
            "\(range) en \(spread.releases) publicaciones del registro"))
    }
    return words.isEmpty ? language("not known", "no se sabe") : words.joined(separator: "; ")
  }

  /// "July 2024, due 21 August 2024".
  package func nextWords(_ language: Language) -> String {
    guard let next, !complete else { return language("none expected", "no se espera") }
    let period = language.period(next)
    guard let nextDue else {
      return language("\(period), day not known", "\(period), sin día conocido")
    }
    let day = language.day(nextDue)
    return late
      ? language("\(period), was due \(day)", "\(period), se esperaba el \(day)")
      : language("\(period), due \(day)", "\(period), se espera el \(day)")
  }

  /// "28 due, the first 828 days ago"; "no".
  package func lateWords(_ language: Language) -> String {
    if complete {
      return continuedBy.map { language("complete; see \($0)", "completa; véase \($0)") }
        ?? language("complete", "completa")
    }
    guard nextDue != nil else { return language("not known", "no se sabe") }
    guard late else { return language("no", "no") }
    let days = language.count(Double(daysLate))
    let count = language.count(Double(dueSince))
    return dueSince == 1
      ? language("1 due, \(days) days ago", "falta 1, desde hace \(days) días")
      : language(
        "\(count) due, the first \(days) days ago", "faltan \(count), la primera hace \(days) días")
  }
}

extension ReleaseCalendar {
  /// The calendar as a file for calendar programs: what is late on the day it was due, and the next release
  /// of each dataset.
  package func calendarFile(_ language: Language) -> String {
    let events = datasets.flatMap { dataset in
      var events: [ICalendar.Event] = []
      if dataset.late, let period = dataset.next, let due = dataset.nextDue {
        events.append(event(dataset, period, due, isLate: true, language))
      }
      if let (period, due) = dataset.upcoming(from: today) {
        events.append(event(dataset, period, due, isLate: false, language))
      }
      return events
    }
    return ICalendar(
      name: language("Releases of migration figures", "Publicación de cifras de migración"),
      stamp: today, events: events
    ).text
  }

  private func event(
    _ dataset: Dataset, _ period: Period, _ due: Day, isLate: Bool, _ language: Language
  ) -> ICalendar.Event {
    let what = "\(dataset.dataset), \(language.period(period))"
    let lag = language("Usual lag: ", "Plazo habitual: ") + dataset.lagWords(language)
    let newest = language(
      "newest held: \(language.period(dataset.newest))",
      "lo más reciente: \(language.period(dataset.newest))")
    return ICalendar.Event(
      id: "\(dataset.dataset)-\(period)".replacing("/", with: "-"), day: due,
      summary: isLate
        ? language("Late: \(what)", "Con retraso: \(what)")
        : language("Expected: \(what)", "Se espera: \(what)"),
      description: "\(dataset.publisher), \(dataset.title). \(lag); \(newest).", url: dataset.url)
  }
}
