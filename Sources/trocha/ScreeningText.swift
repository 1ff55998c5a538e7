import Foundation
import Periods
import Policies
import Wording

/// A screening for the terminal.
struct ScreeningText {
  private let report: ScreeningReport
  private let language: Language

  init(_ report: ScreeningReport, language: Language) {
    self.report = report
    self.language = language
  }

  var text: String {
    var lines: [String] = []
    if let caution = report.caution {
      lines += wrap(caution, to: Terminal.width).map(Terminal.bold) + [""]
    }
    lines.append(Terminal.dim(report.notice))
    for remark in report.remarks {
      lines += wrap(remark, to: Terminal.width).map(Terminal.bold)
    }
    for assumption in report.assumptions {
      lines.append(Terminal.dim(language("Assumed: ", "Se supone: ") + assumption))
    }
    lines += title("Pathways on \(report.on)", "Vías el \(report.on)")
    for pathway in report.pathways {
      lines += entry(pathway.name, pathway.reasons, pathway.source, pathway.note, pathway.advice)
    }
    lines += title("Returns", "Retornos")
    for item in report.returns {
      lines += entry(item.name, item.reasons, item.source, item.note, item.advice)
    }
    let risks = report.exposures.filter(\.isTold)
    if !risks.isEmpty {
      lines += title("What an authority can do", "Qué puede hacer una autoridad")
      for risk in risks.filter({ $0.advice.standing != .depends }) {
        lines += entry(risk.name, risk.reasons, risk.sources.first, risk.note, risk.advice)
      }
    }
    for risk in risks where risk.advice.standing == .depends {
      let on = risk.advice.dependsOn.map(\.label).joined(separator: "; ")
      let text = "\(risk.name) (\(language("depends on: ", "depende de: "))\(on))"
      lines += wrap(text, to: max(40, Terminal.width - Self.indent.count)).enumerated().map {
        ($0.offset == 0
          ? "  " + word(.depends).padding(toLength: 13, withPad: " ", startingAt: 0) : Self.indent)
          + $0.element
      }
    }
    let ways = report.referrals.filter { $0.concerns != .no }
    if !ways.isEmpty {
      lines += title(
        "Other ways to ask a lawyer about", "Otras vías para consultar con un abogado")
      for way in ways { lines += referral(way) }
    }
    if !report.otherPolicies.isEmpty {
      lines += title("Other policies in force" + asChecked, "Otras políticas en vigor" + asChecked)
      lines += report.otherPolicies.map { "  · \($0.name)" }
    }
    if !report.wouldChange.isEmpty {
      lines += title("What would change the answer", "Qué cambiaría la respuesta")
      lines += report.wouldChange.map { "  · \($0.text)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ english: String, _ spanish: String) -> [String] {
    ["", Terminal.bold(language(english, spanish))]
  }

  private static let indent = "               "

  private func entry(
    _ name: String, _ reasons: [ScreeningReport.ReasonNode], _ source: PolicySource?,
    _ note: String?, _ advice: ScreeningReport.Advice
  ) -> [String] {
    let word = word(advice.standing).padding(toLength: 13, withPad: " ", startingAt: 0)
    var lines = ["  \(word)\(name)"]
    var said: Set<String> = []
    func add(_ text: String) {
      guard said.insert(text).inserted else { return }
      lines += wrap(text, to: max(40, Terminal.width - Self.indent.count)).map { Self.indent + $0 }
    }
    if advice.isAfterCheck, let day = advice.checkedThrough, advice.standing != .askLawyer {
      add(
        language(
          "By the rules as they were on \(self.day(day)); look up what changed.",
          "Según las normas al \(self.day(day)); averigüe qué cambió."))
    }
    // What is met needs no words where something else is in doubt, or decides.
    let isSaid = reasons.contains { report.remarks.contains($0.text) }
    let isElsewhere =
      [.depends, .askLawyer].contains(advice.standing)
      || advice.standing == .notOpen && ScreeningReport.hasObstacle(reasons)
    for reason in reasons.flatMap(decisive) where !(isElsewhere && reason.answer == .yes) {
      if !isSaid { add(reason.text) }
    }
    if advice.isAfterCheck, ScreeningReport.hasObstacle(reasons) {
      for step in advice.history { add("\(day(step.from)): \(step.text)") }
    }
    if !advice.assumedNot.isEmpty {
      add(
        language("Unless there is: ", "Salvo que haya: ")
          + advice.assumedNot.joined(separator: "; ")
          + ".")
    }
    if !advice.dependsOn.isEmpty {
      add(
        language("Depends on: ", "Depende de: ")
          + advice.dependsOn.map(\.label).joined(separator: "; ") + ".")
    }
    if advice.standing != .notOpen {
      if let step = advice.history.last(where: { $0.isInForce }),
        step.from == advice.history.last?.from, !advice.isAfterCheck
      {
        add(
          language("Before the courts; since ", "Ante los tribunales; desde el ")
            + "\(day(step.from)): \(step.text)")
      }
      if let deadline = advice.deadline {
        add(told(deadline))
      }
      if let note { add(note) }
      if let requires = advice.requires { add(requires) }
      if let work = advice.work { add(work) }
    }
    // What is said of the person before all answers needs no words and no source beside each.
    if isSaid { return lines }
    var sources = [source].compactMap(\.self)
    if advice.standing != .notOpen || reasons.first?.condition.isEmpty == true {
      for source in advice.history.last?.sources ?? [] where !sources.contains(source) {
        sources.append(source)
      }
    }
    return lines
      + sources.map { Terminal.dim(Self.indent + "\($0.publisher): \($0.title)") }
  }

  /// For a day after that of the check: as of when the rules are known.
  private var asChecked: String {
    guard report.caution != nil, let day = report.checkedThrough else { return "" }
    return language(", by the rules as they were on ", ", según las normas al ") + self.day(day)
  }

  private func day(_ text: String) -> String { Day(text).map(language.day) ?? text }

  private func told(_ deadline: ScreeningReport.Advice.Deadline) -> String {
    "\(deadline.text): \(day(deadline.day))"
      + (deadline.isOver ? language(" (over)", " (pasado)") : "") + "."
      + (deadline.counted.map { " " + $0 } ?? "")
  }

  private func referral(_ way: ScreeningReport.Concern) -> [String] {
    var texts = [way.name + (way.advice.requires.map { ": \($0)" } ?? "")]
    if let deadline = way.advice.deadline {
      texts.append(told(deadline))
    }
    var lines = texts.flatMap { wrap($0, to: max(40, Terminal.width - 4)) }
      .enumerated().map { ($0.offset == 0 ? "  · " : "    ") + $0.element }
    if let source = way.sources.first {
      lines.append(Terminal.dim("    \(source.publisher): \(source.title)"))
    }
    return lines
  }

  private func decisive(_ node: ScreeningReport.ReasonNode) -> [ScreeningReport.ReasonNode] {
    node.isDecisive ? [node] : node.reasons.flatMap(decisive)
  }

  private func word(_ standing: Screening.Standing) -> String {
    switch standing {
    case .open: language("yes", "sí")
    case .notOpen: "no"
    case .depends: language("depends", "depende")
    case .askLawyer: language("ask a lawyer", "abogado")
    }
  }
}
