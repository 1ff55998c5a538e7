import Periods
import Policies
import Wording

/// What else may have moved the series, or its donors.
struct EffectThreats {
  let reach: PolicyReach?
  let on: Day
  let treated: String?
  let donors: [String]
  /// Days from which and through which other policies are listed.
  let window: Period

  /// What the policy file dates on the day of the policy, give or take one.
  var policies: [EffectReport.Dated] {
    (reach?.events(from: on.adding(days: -1), through: on.adding(days: 1)) ?? []).map(dated)
  }

  var threats: [EffectReport.Threat] {
    interference + anticipation + others
  }

  private var interference: [EffectReport.Threat] {
    guard !donors.isEmpty else { return [] }
    return [
      .init(
        kind: .interference,
        text: Localized(
          "Interference: the donors travel the same roads and meet the same officers, beds and smugglers. "
            + "If the policy turned some away, places freed or crowded change the donors' counts too, and "
            + "the gap to them is no longer the effect alone.",
          "Interferencia: los donantes recorren los mismos caminos y encuentran los mismos agentes, camas "
            + "y traficantes. Si la política alejó a algunos, los lugares que se liberan o se llenan cambian "
            + "también las cuentas de los donantes, y la brecha ya no es solo el efecto."),
        policy: nil)
    ]
  }

  /// Announced on another day than begun: people may act in between.
  private var anticipation: [EffectReport.Threat] {
    guard let reach else { return [] }
    var threats: [EffectReport.Threat] = []
    for policy in reach.policies.policies {
      for rule in policy.rules {
        guard let announced = rule.announced, announced != rule.from,
          abs(announced.days(since: on)) <= 1 || abs(rule.from.days(since: on)) <= 1
        else { continue }
        let (en, es) = (Language.english, Language.spanish)
        threats.append(
          .init(
            kind: .anticipation,
            text: Localized(
              "Anticipation: “\(policy.name(en))” was announced on \(en.day(announced)) and began on \(en.day(rule.from)); who heard of it may have hurried or waited in between.",
              "Anticipación: «\(policy.name(es))» se anunció el \(es.day(announced)) y empezó el \(es.day(rule.from)); quien lo supo pudo apurarse o esperar entre tanto."
            ),
            policy: dated(.init(day: announced, kind: .announced, policy: policy, rule: rule))))
      }
    }
    return threats
  }

  private var others: [EffectReport.Threat] {
    let events = reach?.events(from: window.first, through: window.last) ?? []
    return events.filter { abs($0.day.days(since: on)) > 1 }.map { event in
      let dated = dated(event)
      return .init(
        kind: .otherPolicy, text: text(event, dated), policy: dated)
    }
  }

  private func text(_ event: PolicyReach.Event, _ dated: EffectReport.Dated) -> Localized {
    func said(_ language: Language) -> String {
      let verb =
        switch event.kind {
        case .announced: language("announced", "se anunció")
        case .starts: language("began", "empezó")
        case .changes: language("changed", "cambió")
        case .ends: language("last day", "último día")
        }
      let whom =
        dated.touchesSeries && !dated.touches.filter { $0 != treated }.isEmpty
        ? language("the series and donors", "la serie y donantes")
        : dated.touchesSeries
          ? language("the series", "la serie")
          : dated.touches.isEmpty
            ? language("neither the series nor donors", "ni la serie ni donantes")
            : language("donors", "donantes")
      return
        "\(language.day(event.day)), \(event.policy.name(language)): \(verb); "
        + language("may touch ", "puede alcanzar a ") + whom
    }
    return Localized(said(.english), said(.spanish))
  }

  private func dated(_ event: PolicyReach.Event) -> EffectReport.Dated {
    func touches(_ label: String) -> Bool {
      reach?.touches(event.policy, event.rule, nationality: label) ?? false
    }
    return EffectReport.Dated(
      policy: event.policy.id, name: event.policy.name, day: event.day,
      event: event.kind.rawValue, isFromPress: event.rule.isFromPress,
      touches: ([treated].compactMap(\.self) + donors).filter(touches),
      touchesSeries: treated.map(touches) ?? true)
  }
}

extension EffectReport {
  /// Every dated event of a corridor's policies, in order of time.
  package static func dates(of policies: PolicySet?, asOf: Day? = nil) -> [Dated] {
    guard let policies else { return [] }
    let reach = PolicyReach(policies: asOf.map { policies.known(by: $0) } ?? policies)
    let days = policies.policies.flatMap { $0.rules.flatMap { [$0.from, $0.until, $0.announced] } }
      .compactMap(\.self)
    guard let first = days.min(), let last = days.max() else { return [] }
    return reach.events(from: first, through: last).map { event in
      Dated(
        policy: event.policy.id, name: event.policy.name, day: event.day,
        event: event.kind.rawValue, isFromPress: event.rule.isFromPress, touches: [],
        touchesSeries: false)
    }
  }
}
