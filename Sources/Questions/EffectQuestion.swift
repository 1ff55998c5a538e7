import Effects
import Foundation
import Periods
import Policies
import Record

/// What a policy changed about a series, compared with what would have happened.
package struct EffectQuestion: Question {
  package var words = ""
  /// Day of the policy.
  package var on: Day?
  package var through: Period?
  package var from: Period?
  package var firstMonth: Period?
  /// Labels, with commas between them.
  package var donors: String?
  package var methods: [String] = []
  package var scale: EffectScale?
  package var asOf: Day?
  /// Whether the synthetic control has prediction intervals too.
  package var prediction = false

  package init() {}

  package static let command = ["effect"]
  package static let address = QuestionAddress.get("effect")
  package static let summary =
    "Estimate what a policy changed, compared with what would have happened."

  package static var inputs: [Input<Self>] {
    [
      .words(
        \.words, "A series' name (usbp-southwest-venezuelans) or words, or dimension=label."
      )
      .required,
      .option("on", \.on, "Day of the policy.").required,
      .month("through", \.through, "Last month estimated (default: the third under the policy)."),
      .month("from", \.from, "First month of the fit (default: two years before the policy)."),
      .month(
        "first-month", \.firstMonth,
        "First month under the policy, instead of the one set by its day."),
      .option("donors", \.donors, "Donors by their labels, such as COL,ECU,PER."),
      .list("method", \.methods, "A method.", .choice(EffectMethods.all.map(\.id))),
      .option(
        "scale", \.scale,
        "Scale of the comparison: levels, log or scaled (default: each method's own)."),
      .flag(
        "prediction", \.prediction,
        "Give the synthetic control prediction intervals too, as Cattaneo, Feng and Titiunik do."),
      .asOf(\.asOf),
    ]
  }

  package func faults() -> [InputFault] {
    guard let on, let firstMonth, firstMonth.last < on else { return [] }
    return [
      InputFault(
        "first-month", expected: "a month that is not over before the policy's day, \(on)",
        spanish: "un mes que no haya terminado antes del día de la política, \(on)",
        found: "\(firstMonth)")
    ]
  }

  package func answer(in world: World) async throws -> EffectReport {
    guard let on else {
      throw InputFaults(
        "on", expected: "the day of the policy", spanish: "el día de la política", found: nil)
    }
    var query = EffectQuery(series: words, on: on)
    (query.from, query.through, query.firstMonth) = (from, through, firstMonth)
    query.donors = donors?.split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    query.methods = methods.isEmpty ? nil : methods
    query.scale = scale
    query.asOf = asOf
    query.prediction = prediction
    let store = try world.store()
    var report = try world.effect(query) {
      try EffectReport.make(query, store: store, policies: world.policies()) {
        if world.isCancelled() { throw Stopped(before: "every method was tried") }
        world.progress($0, $1)
      }
    }
    report.age = try world.age(world.timeline(store.parser.selection(words), asOf: asOf))
    return report
  }
}

extension EffectScale: InputChoice {
  package static let chosen = "scale"
}
