/// The methods by name, the default first. `combination` is not among them: its weights come from how
/// these did before (see ``Combination``).
public enum ForecastMethods {
  public static let all: [any ForecastMethod] = [
    Changes(), Calibrated.ownChanges, PooledChanges(), Calibrated.corridor, ExponentialSmoothing(),
    ARIMA(),
    Theta(), Persistence(), SeasonalNaive(),
  ]

  /// Names that a user may give, the default first.
  public static let names = all.map(\.name) + [Combination.name]

  public static func named(_ name: String) -> (any ForecastMethod)? {
    all.first { $0.name == name }
  }
}
