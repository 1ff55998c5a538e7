import Foundation

extension Day {
  /// The variable of the environment that sets ``today``: for tests, and to give an earlier answer again.
  public static let todayVariable = "TROCHA_TODAY"

  /// The day by the clock of this machine, unless ``todayVariable`` sets another.
  public static var today: Day {
    if let set { return set }
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    return Day(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
      ?? Day(number: 0)
  }

  /// What ``todayVariable`` holds that is no day, so that a door can refuse it; `nil` where it is one or is
  /// not set.
  public static var unreadToday: String? {
    variable.flatMap { $0.isEmpty || Day($0) != nil ? nil : $0 }
  }

  private static let variable = ProcessInfo.processInfo.environment[todayVariable]
  private static let set = variable.flatMap(Day.init)
}
