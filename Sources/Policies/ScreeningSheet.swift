import Periods
import Wording

/// A screening as a sheet to print: short sentences, deadlines as days, what to bring, what to ask.
package struct ScreeningSheet: Codable, Equatable, Sendable {
  package var title: String
  package var sections: [Section]
  /// Citations, apart from what is to be read.
  package var sources: [String]

  package struct Section: Codable, Equatable, Sendable {
    package var title: String
    package var lines: [String]
  }

  package init(_ report: ScreeningReport, _ language: Language) {
    let day = Day(report.on).map(language.day) ?? report.on
    title = language("Your ways and your risks on \(day)", "Sus vías y sus riesgos el \(day)")
    var writer = Writer(language: language, report)
    writer.begin(report)
    writer.ways(report)
    writer.risks(report)
    writer.other(report)
    writer.meeting(report)
    writer.help(report)
    sections = writer.sections.filter { !$0.lines.isEmpty }
    sources = writer.sources
  }

  /// The sheet as plain text.
  package func text(width: Int) -> String {
    var lines = [title, String(repeating: "=", count: title.count)]
    for section in sections {
      lines += ["", section.title, String(repeating: "-", count: section.title.count)]
      for line in section.lines { lines += ScreeningSheet.wrapped("- " + line, width) }
    }
    lines.append("")
    for line in sources { lines += ScreeningSheet.wrapped("* " + line, width) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= max(30, width) {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append((lines.isEmpty ? "" : "  ") + word)
      }
    }
    return lines
  }
}

private struct Writer {
  let language: Language
  let day: Day?
  /// After a title, for a day after that of the check: as of when the rules are known.
  private let known: String
  var sections: [ScreeningSheet.Section] = []
  var sources: [String] = []
  private var bring: [String] = []
  private var ask: [String] = []

  init(language: Language, _ report: ScreeningReport) {
    self.language = language
    day = Day(report.on)
    known =
      report.caution == nil
      ? ""
      : report.checkedThrough.flatMap { Day($0) }.map { checked in
        language(
          ", by the rules of \(language.day(checked))",
          ", según las normas del \(language.day(checked))")
      } ?? ""
  }

  mutating func begin(_ report: ScreeningReport) {
    var lines: [String] = []
    if let caution = report.caution { lines.append(caution) }
    lines += report.remarks
    lines.append(
      language(
        "This is not legal advice. Show it to a lawyer before you act on it.",
        "Esto no es asesoría legal. Muéstrelo a un abogado antes de actuar."))
    lines.append(
      language("Nobody keeps what you said.", "Nadie guarda lo que usted dijo."))
    if report.caution == nil, let checked = report.checkedThrough.flatMap({ Day($0) }) {
      lines.append(
        language(
          "The rules were checked through \(language.day(checked)).",
          "Las normas se revisaron hasta el \(language.day(checked))."))
    }
    add(language("Read this first", "Lea esto primero"), lines)
    add(language("What we took as true", "Lo que dimos por cierto"), report.assumptions)
  }

  mutating func ways(_ report: ScreeningReport) {
    // What was said first of the person stands for all of them.
    let isSaid =
      !report.remarks.isEmpty
      && report.pathways.allSatisfy { way in
        way.reasons.contains { report.remarks.contains($0.text) }
      }
    guard !isSaid else { return }
    let open = report.pathways.filter { $0.open != .no }
    var lines: [String] = []
    for way in open {
      lines.append("\(way.name). \(standing(way.advice))")
      lines += details(way.advice)
      note(way.advice, way.sources)
    }
    if lines.isEmpty {
      let hasOthers = report.referrals.contains { $0.concerns != .no }
      lines = [
        language(
          "We found no way that is open on this day by these rules.",
          "No hallamos una vía abierta este día según estas normas.")
          + (hasOthers
            ? language(" Ask about the other ways below.", " Pregunte por las otras vías de abajo.")
            : "")
      ]
    }
    add(language("Ways that may be open", "Vías que pueden estar abiertas") + known, lines)
    let closed = report.pathways.filter { $0.open == .no }.map { way in
      // What was stopped before the courts needs more than a "no".
      ([way.name] + (way.isStopped ? beforeCourts(way.advice) : [])).joined(separator: ". ")
    }
    add(
      language("Not open on this day", "No abiertas este día") + known, closed.map { sentence($0) })
  }

  mutating func risks(_ report: ScreeningReport) {
    var lines: [String] = []
    var asked: [String] = []
    for risk in report.exposures where risk.isTold {
      if risk.isStopped {
        lines += ["\(risk.name)."] + beforeCourts(risk.advice)
        note(risk.advice, risk.sources)
        continue
      }
      if risk.advice.standing == .depends {
        for label in risk.advice.dependsOn.map(\.label) where !asked.contains(label) {
          asked.append(label)
        }
        continue
      }
      lines.append("\(risk.name). \(standing(risk.advice, isRisk: true))")
      lines += [risk.advice.requires].compactMap(\.self) + details(risk.advice)
      note(risk.advice, risk.sources)
    }
    for risk in report.returns where risk.applies != .no {
      lines.append("\(risk.name). \(standing(risk.advice, isRisk: true))")
      note(risk.advice, risk.sources)
    }
    if !asked.isEmpty {
      lines.append(
        language(
          "Tell a lawyer first if any of this is so.",
          "Diga primero a un abogado si algo de esto es así."))
      lines += asked.map { sentence($0) }
    }
    add(language("Be careful", "Tenga cuidado") + known, lines)
  }

  mutating func other(_ report: ScreeningReport) {
    var lines: [String] = []
    for way in report.referrals where way.concerns != .no {
      lines.append(
        ([way.name + "."] + [way.advice.requires].compactMap(\.self)).joined(separator: " "))
      lines += deadline(way.advice)
      note(way.advice, way.sources)
    }
    add(language("Other ways to ask about", "Otras vías por las que preguntar"), lines)
  }

  mutating func meeting(_ report: ScreeningReport) {
    add(language("Bring", "Lleve"), bring.map { sentence($0) })
    add(language("Ask", "Pregunte"), ask)
  }

  mutating func help(_ report: ScreeningReport) {
    add(
      language("Where to find help", "Dónde hay ayuda"),
      [
        language(
          "In the United States: free and low-cost lawyers, by state: justice.gov/eoir/list-pro-bono-legal-service-providers.",
          "En Estados Unidos: abogados gratis o a bajo costo, por estado: justice.gov/eoir/list-pro-bono-legal-service-providers."
        ),
        language(
          "In other countries: the UN refugee agency: help.unhcr.org.",
          "En otros países: la agencia de la ONU para los refugiados: help.unhcr.org."),
        language(
          "Do not pay a notary or a helper who is no lawyer for legal advice.",
          "No pague asesoría legal a un notario ni a un gestor que no sea abogado."),
      ])
  }

  private mutating func add(_ title: String, _ lines: [String]) {
    sections.append(.init(title: title, lines: lines))
  }

  private mutating func note(_ advice: ScreeningReport.Advice, _ own: [PolicySource]) {
    for text in advice.bring where !bring.contains(text) { bring.append(text) }
    for text in advice.ask where !ask.contains(text) { ask.append(text) }
    for source in own {
      let text =
        "\(source.publisher): \(source.title)" + (source.url.isEmpty ? "" : " <\(source.url)>")
      if !sources.contains(text) { sources.append(text) }
    }
  }

  private func standing(_ advice: ScreeningReport.Advice, isRisk: Bool = false) -> String {
    switch advice.standing {
    case .open:
      isRisk
        ? language("It can happen to you.", "Le puede pasar.")
        : language("It is open by these rules.", "Está abierta según estas normas.")
    case .notOpen: language("It is not open.", "No está abierta.")
    case .depends: language("It depends.", "Depende.")
    case .askLawyer: language("Ask a lawyer.", "Pregunte a un abogado.")
    }
  }

  private func details(_ advice: ScreeningReport.Advice) -> [String] {
    var lines: [String] = []
    for bar in advice.bars where bar.applies == .yes {
      lines.append(sentence(bar.name) + (bar.note.map { " " + $0 } ?? ""))
    }
    if !advice.dependsOn.isEmpty {
      lines.append(language("It depends on this.", "Depende de esto."))
      lines += advice.dependsOn.map { sentence($0.label) }
    }
    if !advice.assumedNot.isEmpty {
      lines.append(
        language(
          "Tell the lawyer if there was any of this.", "Diga al abogado si hubo algo de esto."))
      lines += advice.assumedNot.map { sentence($0) }
    }
    lines += beforeCourts(advice) + deadline(advice)
    if let work = advice.work { lines.append(work) }
    return lines
  }

  private func beforeCourts(_ advice: ScreeningReport.Advice) -> [String] {
    guard let step = advice.history.last else { return [] }
    let since = Day(step.from).map(language.day) ?? step.from
    return [
      language(
        "It is before the courts. On \(since): \(step.text)",
        "Está ante los tribunales. El \(since): \(step.text)")
    ]
  }

  private func deadline(_ advice: ScreeningReport.Advice) -> [String] {
    guard let deadline = advice.deadline else { return [] }
    let last = Day(deadline.day).map(language.day) ?? deadline.day
    return [
      "\(deadline.text): \(last)."
        + (deadline.isOver ? language(" That day is over.", " Ese día ya pasó.") : "")
    ] + [deadline.counted].compactMap(\.self)
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
