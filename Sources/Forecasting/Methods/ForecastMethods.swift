/// The methods by name, the default first. `combination` is not among them: its weights come from how
/// these did before (see ``Combination``).
package enum ForecastMethods {
  package static let all: [any ForecastMethod] = [
    Learned(), Changes(), Calibrated.ownChanges, PooledChanges(), PanelMethod.recent,
    PanelMethod.similar, PanelMethod.scaled, PanelMethod.wide, PanelMethod.damped,
    Calibrated.corridor, ExponentialSmoothing(), ARIMA(),
    Theta(), Persistence(), SeasonalNaive(),
  ]

  /// Names that a user may give, the default first.
  package static let names = all.map(\.name) + [Combination.name]

  package static func named(_ name: String) -> (any ForecastMethod)? {
    all.first { $0.name == name }
  }
}
